import type { ClusterRegistry } from './ports';

/** Something that lives as long as a member is reached in the same way: its connection with bound and breaker. */
export type Pooled<Value> = { value: Value; close(): Promise<void> };

export type MemberPool<Value> = {
  /** The shared value for a registered member; made on first use and again after its access changed. Throws `not-found`. */
  of(name: string): Promise<Value>;
  close(): Promise<void>;
};

/** One value per member and revision; what an older revision left is closed. */
export function createMemberPool<Value>(
  registry: ClusterRegistry,
  open: (member: Awaited<ReturnType<ClusterRegistry['member']>>) => Pooled<Value>,
  missing: (name: string) => Error,
): MemberPool<Value> {
  const entries = new Map<string, { revision: number; pooled: Promise<Pooled<Value>> }>();
  const drop = async (id: string) => {
    const entry = entries.get(id);
    entries.delete(id);
    await entry?.pooled.then((pooled) => pooled.close()).catch(() => undefined);
  };
  return {
    of: async (name) => {
      const cluster = await registry.find(name);
      if (!cluster) throw missing(name);
      const known = entries.get(cluster.id);
      if (known && known.revision !== cluster.revision) void drop(cluster.id);
      const entry = entries.get(cluster.id) ?? {
        revision: cluster.revision,
        pooled: registry.member(cluster.id).then(open),
      };
      entries.set(cluster.id, entry);
      try {
        return (await entry.pooled).value;
      } catch (error) {
        entries.delete(cluster.id);
        throw error;
      }
    },
    close: async () => {
      await Promise.all([...entries.keys()].map(drop));
    },
  };
}
