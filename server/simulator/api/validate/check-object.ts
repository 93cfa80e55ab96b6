import { type Cause, invalidFields } from '~/server/simulator/api/api-error';
import type { KubeObject } from '~/server/simulator/api/object';
import { type Resource, storageOf } from '~/server/simulator/api/registry';
import { kindProblems, kindUpdateProblems } from './kinds';
import { labelProblems, metadataProblems } from './metadata';

/** Throws 422 in the server's words for a new object that cannot be. */
export function checkNew({ kind }: Resource, object: KubeObject): void {
  refuse(kind, object, [...metadataProblems({ kind }, object), ...kindProblems(storageOf(kind), object)]);
}

/** Throws 422 for a change that cannot be. The real server looks at labels again in every layer, and tells each time. */
export function checkChange({ kind }: Resource, before: KubeObject, after: KubeObject): void {
  const storage = storageOf(kind);
  const labels = labelProblems(after.metadata);
  const again = Array.from({ length: timesLabelsAreChecked(kind) - 1 }, () => labels).flat();
  const causes = [
    ...metadataProblems({ kind }, after),
    ...again,
    ...kindUpdateProblems(storage, before, after),
    ...kindProblems(storage, after),
  ];
  refuse(kind, after, causes);
}

/** Workloads are not looked at as new objects once more when they change. */
const timesLabelsAreChecked = ({ group, custom }: Resource['kind']) =>
  custom || group === 'apps' || group === 'batch' ? 3 : 4;

function refuse(kind: Resource['kind'], { metadata }: KubeObject, causes: Cause[]): void {
  if (causes.length > 0) throw invalidFields({ group: kind.group, kind: kind.kind }, metadata.name, causes);
}
