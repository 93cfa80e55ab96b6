import type { KubeObject } from '~/server/kube/member';
import type { MemberClient, Watch, WatchListener } from '~/server/kube/member-client';
import { keyTextOf } from '../core/object-key';
import { APPLICATION_LABEL, HUB_LABEL } from '../model/inventory';
import type { Delivered } from '../ports/watch';

type KindWatches = {
  client: MemberClient;
  hub: string;
  /** What was delivered, by `keyTextOf`. */
  items(): ReadonlyMap<string, Delivered>;
  seen(item: Delivered, object: KubeObject): void;
  /** They are in the watch no more: gone, or without our label. */
  left(items: Delivered[]): Promise<unknown>;
};

/** One watch for each kind of which something was delivered, and none for others. */
export function kindWatches({ client, hub, items, seen, left }: KindWatches) {
  const kinds = new Map<string, { watch: Watch; isLive: boolean }>();
  const labelSelector = `${APPLICATION_LABEL},${HUB_LABEL}=${hub}`;

  const listenTo = (of: Delivered): WatchListener => {
    const { group, kind } = of;
    const keyIn = ({ metadata: { name, namespace = '' } }: KubeObject) => keyTextOf({ group, kind, namespace, name });
    let listed = new Set<string>();
    const take = (object: KubeObject) => {
      const key = keyIn(object);
      listed.add(key);
      const item = items().get(key);
      if (item) seen(item, object);
    };
    return {
      reset: () => listed.clear(),
      page: (objects) => objects.forEach(take),
      synced: async () => {
        const missing = [...items()].filter(([key, item]) => kindOf(item) === kindOf(of) && !listed.has(key));
        listed = new Set();
        await left(missing.map(([, item]) => item));
      },
      changed: async (events) => {
        for (const { type, object } of events) {
          const item = items().get(keyIn(object));
          if (item && type === 'DELETED') await left([item]);
          else if (item) seen(item, object);
        }
      },
      state: ({ kind: state }) => {
        const entry = kinds.get(kindOf(of));
        if (entry) entry.isLive = state === 'live';
      },
    };
  };

  return {
    areLive: () => kinds.size > 0 && [...kinds.values()].every(({ isLive }) => isLive),
    /** Begins and ends watches as what was delivered has it. */
    follow: () => {
      const wanted = new Map([...items().values()].map((item) => [kindOf(item), item]));
      for (const [kind, { watch }] of kinds) {
        if (wanted.has(kind)) continue;
        watch.close();
        kinds.delete(kind);
      }
      for (const [kind, item] of wanted) {
        if (kinds.has(kind)) continue;
        const { group, version, plural } = item;
        const watch = client.watch({ group, version, plural }, { labelSelector }, listenTo(item));
        kinds.set(kind, { watch, isLive: false });
      }
    },
    close: () => {
      for (const { watch } of kinds.values()) watch.close();
    },
  };
}

const kindOf = ({ group, version, plural }: Delivered) => `${group}/${version}/${plural}`;
