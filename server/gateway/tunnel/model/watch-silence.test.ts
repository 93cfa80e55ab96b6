import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEAD_MS, PING_MS } from './limits';
import { watchSilence } from './watch-silence';

const dead = vi.fn();
const turn = vi.fn();
let silence: ReturnType<typeof watchSilence>;

beforeEach(() => {
  vi.useFakeTimers();
  dead.mockClear();
  turn.mockClear();
  silence = watchSilence(PING_MS, { turn, dead });
});
afterEach(() => {
  silence.stop();
  vi.useRealTimers();
});

describe('silence', () => {
  it('is told once nothing was heard for so long, and not before', () => {
    vi.advanceTimersByTime(DEAD_MS - 1);
    expect(dead).not.toHaveBeenCalled();
    expect(turn).toHaveBeenCalledTimes(DEAD_MS / PING_MS - 1);
    vi.advanceTimersByTime(1);
    expect(dead).toHaveBeenCalledOnce();
  });

  it('is broken by whatever is heard', () => {
    for (let at = 0; at < 10 * DEAD_MS; at += PING_MS) {
      vi.advanceTimersByTime(PING_MS);
      silence.heard();
    }
    expect(dead).not.toHaveBeenCalled();
  });

  it('is not that of a process that was itself held up, and reads only now what waited', () => {
    vi.setSystemTime(Date.now() + 10 * DEAD_MS);
    vi.advanceTimersToNextTimer();
    expect(dead).not.toHaveBeenCalled();
    silence.heard();
    vi.advanceTimersByTime(DEAD_MS - 1);
    expect(dead).not.toHaveBeenCalled();
  });
});
