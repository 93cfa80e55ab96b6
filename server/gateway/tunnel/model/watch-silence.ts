import { DEAD_MS } from './limits';

/**
 * Asks every so many milliseconds whether anything was heard, and tells once nothing was for DEAD_MS. It counts its own
 * turns, not a clock's time: a process that was held up wakes to one turn, and reads what waited before the next, so that its
 * own standstill is not taken for the other side's silence.
 */
export function watchSilence(everyMs: number, tell: { turn?: () => void; dead: () => void }) {
  let quietTurns = 0;
  const timer = setInterval(() => {
    quietTurns += 1;
    if (quietTurns * everyMs >= DEAD_MS) return tell.dead();
    tell.turn?.();
  }, everyMs);
  return {
    heard: () => {
      quietTurns = 0;
    },
    stop: () => clearInterval(timer),
  };
}
