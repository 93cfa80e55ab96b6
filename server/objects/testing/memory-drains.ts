import type { Drain } from '../model/drain';
import type { DrainStore } from '../ports';

/** Drains in memory, with every state that was saved. */
export function memoryDrains(): DrainStore & { all: Drain[] } {
  const all: Drain[] = [];
  const cancelled = new Set<string>();
  const now = () => new Date().toISOString();
  return {
    all,
    open: async ({ node, total, startedBy }) => {
      const isRunning = (drain: Drain) =>
        drain.state === 'running' && drain.node.cluster === node.cluster && drain.node.name === node.name;
      if (all.some(isRunning)) return undefined;
      const id = String(all.length + 1);
      all.push({
        id,
        node,
        state: 'running',
        total,
        pods: [],
        said: '',
        startedAt: now(),
        updatedAt: now(),
        startedBy,
      });
      return id;
    },
    save: async (id, change) => {
      const drain = all.find((one) => one.id === id);
      if (drain) Object.assign(drain, change, { updatedAt: now() });
      return { cancelled: cancelled.has(id) };
    },
    cancel: async (id) => void cancelled.add(id),
    list: async (cluster, node) =>
      all.filter((drain) => drain.node.cluster === cluster && (node === undefined || drain.node.name === node)),
  };
}
