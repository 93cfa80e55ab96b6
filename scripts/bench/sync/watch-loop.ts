import { readFileSync } from 'node:fs';

export type LoopStall = { longestMs: number; longestOwnMs: number };

const TICK_MS = 5;

/**
 * Watches how late the event loop turns until the returned function is called, which answers the longest delay and the
 * longest without the time for which the machine gave the thread no core. That time is the second figure of
 * https://docs.kernel.org/scheduler/sched-stats.html; where there is none, all of a delay counts as the process's own.
 */
export function watchLoop(): () => LoopStall {
  const longest: LoopStall = { longestMs: 0, longestOwnMs: 0 };
  let last = { at: performance.now(), waited: waitedForCoreMs() };
  const timer = setInterval(() => {
    const now = { at: performance.now(), waited: waitedForCoreMs() };
    const late = now.at - last.at - TICK_MS;
    longest.longestMs = Math.max(longest.longestMs, late);
    longest.longestOwnMs = Math.max(longest.longestOwnMs, late - (now.waited - last.waited));
    last = now;
  }, TICK_MS);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

function waitedForCoreMs(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}
