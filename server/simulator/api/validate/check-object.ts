import { type Cause, invalidFields } from '~/server/simulator/api/api-error';
import type { KubeObject } from '~/server/simulator/api/object';
import { type Resource, storageOf } from '~/server/simulator/api/registry';
import type { Change } from './change';
import { changeProblems, kindProblems } from './kinds';
import { metadataProblems } from './metadata';

/** Throws 422 in the server's words for a new object that cannot be. */
export function checkNew({ kind }: Resource, object: KubeObject, minor: number): void {
  refuse(kind, object, [...metadataProblems({ kind }, object), ...kindProblems(storageOf(kind), object, minor)]);
}

/** Throws 422 in the server's words for a change that cannot be. */
export function checkChange({ kind }: Resource, change: Change): void {
  const storage = storageOf(kind);
  const { after, minor } = change;
  const causes = [...metadataProblems({ kind }, after), ...changeProblems(storage, change)];
  refuse(kind, after, [...causes, ...kindProblems(storage, after, minor)]);
}

function refuse(kind: Resource['kind'], { metadata }: KubeObject, causes: Cause[]): void {
  if (causes.length > 0) throw invalidFields({ group: kind.group, kind: kind.kind }, metadata.name, causes);
}
