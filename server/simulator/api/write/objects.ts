import type { Clock } from '~/server/kernel/clock';
import { type KubeObject, timestamp } from '../object';
import { type Registry, type Resource, storageOf } from '../registry';
import { keyOf, type Store, type Stored } from '../store';
import { withDefaults } from './defaults';
import { ordered } from './writer';

/** A member's objects for those who stand inside it: tests, controllers and the demo. No user, no admission. */
export type Objects = {
  get(apiVersion: string, plural: string, name: string, namespace?: string): KubeObject | undefined;
  list(apiVersion: string, plural: string, namespace?: string): KubeObject[];
  /** Creates or replaces; uid, creationTimestamp and generation are filled in when they are missing. */
  put(apiVersion: string, plural: string, object: KubeObject): KubeObject;
  delete(apiVersion: string, plural: string, name: string, namespace?: string): void;
  watch(
    apiVersion: string,
    plural: string,
    listener: (change: { type: string; object: KubeObject }) => void,
  ): () => void;
};

type Parts = { store: Store; registry: Registry; clock: Clock; newUid: () => string };

export function createObjects({ store, registry, clock, newUid }: Parts): Objects {
  const find = (apiVersion: string, plural: string): Resource => {
    const [version = '', group = ''] = apiVersion.split('/').reverse();
    const resource = registry.find(group, version, plural);
    if (!resource) throw new Error(`${apiVersion} ${plural} is not served by this member`);
    return resource;
  };
  const complete = ({ kind }: Resource, object: KubeObject, before: Stored | undefined): KubeObject => {
    const old = before?.object().metadata;
    return ordered({
      ...object,
      metadata: {
        ...(kind.counted ? { generation: old?.generation ?? 1 } : {}),
        creationTimestamp: old?.creationTimestamp ?? timestamp(clock.now()),
        ...object.metadata,
        uid: old?.uid ?? object.metadata.uid ?? newUid(),
      },
    });
  };
  return {
    get: (apiVersion, plural, name, namespace) =>
      store.get(storageOf(find(apiVersion, plural).kind), keyOf(namespace, name))?.object(),
    list(apiVersion, plural, namespace) {
      const all = store.all(storageOf(find(apiVersion, plural).kind));
      return all
        .filter((stored) => namespace === undefined || stored.namespace === namespace)
        .map((stored) => stored.object());
    },
    put(apiVersion, plural, object) {
      const resource = find(apiVersion, plural);
      const storage = storageOf(resource.kind);
      const { kind: _kind, apiVersion: _version, ...given } = object;
      const bare: KubeObject = { ...given, metadata: object.metadata };
      const before = store.get(storage, keyOf(object.metadata.namespace, object.metadata.name));
      return store.put(storage, withDefaults(storage, complete(resource, bare, before))).object();
    },
    delete(apiVersion, plural, name, namespace) {
      store.remove(storageOf(find(apiVersion, plural).kind), keyOf(namespace, name));
    },
    watch: (apiVersion, plural, listener) =>
      store.subscribe(storageOf(find(apiVersion, plural).kind), ({ type, now }) =>
        listener({ type, object: now.object() }),
      ),
  };
}
