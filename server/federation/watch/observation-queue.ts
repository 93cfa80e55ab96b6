import type { createTimers } from '~/server/clusters/watch/timers';
import { pause } from '~/server/kernel/pause';
import type { Delivered, Observation, ObservedStore, WatchedMember } from '../ports/watch';

type Queue = {
  member: WatchedMember;
  observed: ObservedStore;
  timers: ReturnType<typeof createTimers>;
  signal: AbortSignal;
  flushMs: number;
  changed(applications: string[]): void;
  onTrouble(detail: string, error: unknown): void;
};

const RETRY_MS = 1000;

/** Observations on their way to the database, the newest of each object; what says nothing new costs no write. */
export function observationQueue({ member, observed, timers, signal, flushMs, changed, onTrouble }: Queue) {
  const known = new Map<string, string>();
  const waiting = new Map<string, Observation>();
  const names = new Map<string, string>();
  const flush = timers.debounced(flushMs, async () => {
    const batch = [...waiting];
    waiting.clear();
    if (batch.length === 0) return;
    try {
      await observed.observe(
        member.fence,
        batch.map(([, observation]) => observation),
      );
      for (const [key, observation] of batch) known.set(key, JSON.stringify(observation));
      changed([...new Set(batch.map(([, { applicationId }]) => names.get(applicationId) ?? ''))]);
    } catch (error) {
      onTrouble(`what stands in ${member.cluster} could not be kept and is tried again`, error);
      // what came meanwhile is newer
      for (const [key, observation] of batch) if (!waiting.has(key)) waiting.set(key, observation);
      await pause(RETRY_MS, signal);
    }
    if (waiting.size > 0) flush();
  });
  return {
    put: (key: string, { applicationId, application }: Delivered, observation: Observation) => {
      names.set(applicationId, application);
      if (!waiting.has(key) && known.get(key) === JSON.stringify(observation)) return;
      waiting.set(key, observation);
      flush();
    },
    /** The database may hold something else of this object now. */
    forget: (key: string) => void known.delete(key),
  };
}
