import type { Pace } from '~/server/kube/pace';

/** Time that moves only when the test says so. */
export type ManualPace = Pace & {
  /** Moves on by `ms` and runs what falls due, in order. */
  advance(ms: number): void;
  /** Milliseconds until each thing that waits, in order. */
  waiting(): number[];
};

export function createManualPace(random: () => number = () => 1): ManualPace {
  const start = Date.parse('2026-01-01T00:00:00Z');
  const waits = new Set<{ at: number; run: () => void }>();
  let at = 0;
  const due = (until: number) => [...waits].filter((wait) => wait.at <= until).toSorted((a, b) => a.at - b.at)[0];
  return {
    now: () => new Date(start + at),
    monotonic: () => at,
    random,
    after(ms, run) {
      const wait = { at: at + ms, run };
      waits.add(wait);
      return () => waits.delete(wait);
    },
    advance(ms) {
      const until = at + ms;
      for (let next = due(until); next; next = due(until)) {
        at = next.at;
        waits.delete(next);
        next.run();
      }
      at = until;
    },
    waiting: () => [...waits].map((wait) => wait.at - at).toSorted((a, b) => a - b),
  };
}
