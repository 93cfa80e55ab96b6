import type { Clock } from '~/server/kernel/clock';
import { copyOf, type KubeObject, timestamp } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import { recordWrite } from '~/server/simulator/api/patch/managed-fields';
import { type Registry, type Resource, storageOf } from '~/server/simulator/api/registry';
import { keyOf, type Store, type Stored } from '~/server/simulator/api/store';
import { withDefaults } from './defaults';
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
    const complete = withDefaults(id, completed(resource, given, old?.metadata));
    const metadata = by
      ? { ...complete.metadata, managedFields: managers(resource, complete, old, by) }
      : complete.metadata;
    return store.put(id, copyOf(ordered({ ...complete, metadata })), true).object();
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
  const managers = (
    resource: Resource,
    object: KubeObject,
    old: KubeObject | undefined,
    { manager, subresource, at }: By,
  ) =>
    recordWrite(old, object, {
      manager,
      operation: 'Update',
      apiVersion: apiVersionOf(resource),
      time: timestamp(at ?? clock.now()),
      ...(subresource ? { subresource } : {}),
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
