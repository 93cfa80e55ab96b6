import { type Cause, invalidFields } from '~/server/simulator/api/api-error';
import type { Kind } from '~/server/simulator/api/kinds';
import type { KubeObject } from '~/server/simulator/api/object';
import { type Registry, type Resource, storageOf } from '~/server/simulator/api/registry';
import type { Change } from './change';
import { forbidden } from './field-error';
import { changeProblems, kindProblems } from './kinds';
import { metadataProblems } from './metadata';

/** Throws 422 in the server's words for a new object that cannot be. */
export function checkNew(registry: Registry, resource: Resource, object: KubeObject): void {
  const { kind } = resource;
  const own = [...kindProblems(storageOf(kind), object, registry.minor), ...registry.typeOf(resource).problems(object)];
  refuse(registry, kind, object, [...metadataProblems({ kind }, object), ...own]);
}

/** Throws 422 in the server's words for a change that cannot be. */
export function checkChange(registry: Registry, resource: Resource, change: Change): void {
  const { kind } = resource;
  const storage = storageOf(kind);
  const { after, minor } = change;
  const own = [...kindProblems(storage, after, minor), ...registry.typeOf(resource).problems(after)];
  const causes = [...metadataProblems({ kind }, after), ...finalizerProblems(change), ...own];
  refuse(registry, kind, after, [...causes, ...changeProblems(storage, change)]);
}

/** What is being deleted is held by nothing new. */
function finalizerProblems({ before, after }: Change): Cause[] {
  const known = before.metadata.finalizers ?? [];
  const added = (after.metadata.finalizers ?? []).filter((name) => !known.includes(name));
  if (before.metadata.deletionTimestamp === undefined || added.length === 0) return [];
  const told = `[]string{${added
    .sort()
    .map((name) => JSON.stringify(name))
    .join(', ')}}`;
  const rule = `no new finalizers can be added if the object is being deleted, found new finalizers ${told}`;
  return [forbidden('metadata.finalizers', rule)];
}

function refuse({ minor }: Registry, { group, kind, plural }: Kind, { metadata }: KubeObject, causes: Cause[]): void {
  // Servers up to 1.21 know these two under the group that they came from.
  const isFromExtensions = minor <= 21 && ['ingresses', 'networkpolicies'].includes(plural);
  const named = { group: isFromExtensions ? 'extensions' : group, kind };
  if (causes.length > 0) throw invalidFields(named, metadata.name, causes);
}
