import type { Clock } from '~/server/kernel/clock';
import { noProblems } from '~/server/simulator/api/decode/decode-problems';
import { writeManagers } from '~/server/simulator/api/managed/managers';
import { recordUpdate } from '~/server/simulator/api/managed/record-update';
import { copyOf, type KubeObject, type ManagedFields, timestamp } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import { type Registry, type Resource, storageOf } from '~/server/simulator/api/registry';
import { keyOf, type Store, type Stored } from '~/server/simulator/api/store';
import { readable, unmanaged } from './own-fields';
import { apiVersionOf, ordered } from './writer';

/**
 * A member's objects for those who stand inside it: tests, controllers and the demo. No user, no admission. Kinds are
 * named as in `apps/v1` and `deployments`; a version that this member does not serve stands for the one it does.
 */
export type Objects = {
  get(apiVersion: string, plural: string, name: string, namespace?: string): KubeObject | undefined;
  list(apiVersion: string, plural: string, namespace?: string): KubeObject[];
  /** Creates or replaces; uid, creationTimestamp and generation are filled in when they are missing. */
  put(apiVersion: string, plural: string, object: KubeObject, by?: By): KubeObject;
  /** Changes a copy of an object and stores it if it then differs; undefined when there is no such object. */
  change(at: Address, change: (draft: KubeObject) => void, by?: By): KubeObject | undefined;
  delete(apiVersion: string, plural: string, name: string, namespace?: string): void;
  watch(
    apiVersion: string,
    plural: string,
    listener: (change: { type: string; object: KubeObject }) => void,
  ): () => void;
};

type Address = { apiVersion: string; plural: string; name: string; namespace?: string | undefined };
/** Who is recorded in managedFields; nobody when absent. */
export type By = { manager: string; subresource?: string; at?: Date };

type Parts = { store: Store; registry: Registry; clock: Clock; newUid: () => string };

export function createObjects({ store, registry, clock, newUid }: Parts): Objects {
  const find = (apiVersion: string, plural: string): Resource => {
    const [version = '', group = ''] = apiVersion.split('/').reverse();
    const resource = registry.find(group, version, plural) ?? registry.findAny(group, plural);
    if (!resource) throw new Error(`${apiVersion} ${plural} is not served by this member`);
    return resource;
  };
  const storage = (apiVersion: string, plural: string) => storageOf(find(apiVersion, plural).kind);

  const write = (resource: Resource, given: KubeObject, before: Stored | undefined, by: By | undefined): KubeObject => {
    const id = storageOf(resource.kind);
    const old = before?.object();
    const complete = registry.typeOf(resource).read(completed(resource, given, old?.metadata), noProblems());
    const metadata = by
      ? {
          ...complete.metadata,
          managedFields: fieldsOwned(registry, resource, { before: old, after: complete }, { at: clock.now(), ...by }),
        }
      : complete.metadata;
    return store.put(id, ordered({ ...complete, metadata }), true).object();
  };
  const completed = ({ kind }: Resource, object: KubeObject, old: KubeObject['metadata'] | undefined): KubeObject => ({
    ...object,
    metadata: {
      ...(kind.counted ? { generation: old?.generation ?? 1 } : {}),
      creationTimestamp: old?.creationTimestamp ?? timestamp(clock.now()),
      ...object.metadata,
      uid: old?.uid ?? object.metadata.uid ?? newUid(),
    },
  });

  return {
    get: (apiVersion, plural, name, namespace) =>
      store.get(storage(apiVersion, plural), keyOf(namespace, name))?.object(),
    list: (apiVersion, plural, namespace) =>
      store
        .all(storage(apiVersion, plural))
        .filter((stored) => namespace === undefined || stored.namespace === namespace)
        .map((stored) => stored.object()),
    put(apiVersion, plural, object, by) {
      const resource = find(apiVersion, plural);
      const { kind: _kind, apiVersion: _version, ...given } = object;
      const before = store.get(storageOf(resource.kind), keyOf(object.metadata.namespace, object.metadata.name));
      return write(resource, { ...given, metadata: object.metadata }, before, by);
    },
    change({ apiVersion, plural, name, namespace }, change, by) {
      const resource = find(apiVersion, plural);
      const before = store.get(storageOf(resource.kind), keyOf(namespace, name));
      if (!before) return undefined;
      const draft = copyOf(before.object());
      change(draft);
      return isSame(draft, before.object()) ? before.object() : write(resource, draft, before, by);
    },
    delete(apiVersion, plural, name, namespace) {
      store.remove(storage(apiVersion, plural), keyOf(namespace, name));
    },
    watch: (apiVersion, plural, listener) =>
      store.subscribe(storage(apiVersion, plural), ({ type, now }) => listener({ type, object: now.object() })),
  };
}

/** The managedFields after a controller wrote. */
function fieldsOwned(
  registry: Registry,
  resource: Resource,
  { before, after }: { before: KubeObject | undefined; after: KubeObject },
  { manager, subresource, at }: By & { at: Date },
): ManagedFields[] {
  const type = registry.typeOf(resource);
  const writer = {
    manager,
    operation: 'Update' as const,
    apiVersion: apiVersionOf(resource),
    ...(subresource && registry.minor >= 22 ? { subresource } : {}),
  };
  const known = readable((before ?? after).metadata.managedFields);
  const live = before ? unmanaged(before) : type.empty;
  return writeManagers(recordUpdate(type, live, unmanaged(after), known, { writer, time: timestamp(at) }));
}
