import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { beforeSilence } from './before-silence';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('gives up a container that hangs after a minute, in a sentence, and no sooner', async () => {
  const gaveUp = vi.fn();
  beforeSilence(new Promise(() => {})).catch(gaveUp);
  await vi.advanceTimersByTimeAsync(59_999);
  expect(gaveUp).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(String(gaveUp.mock.lastCall?.[0])).toContain(
    'the container took or gave nothing for a minute, and was given up',
  );
});

it('keeps no timer for what came', async () => {
  await expect(beforeSilence(Promise.resolve('came'))).resolves.toBe('came');
  expect(vi.getTimerCount()).toBe(0);
});
