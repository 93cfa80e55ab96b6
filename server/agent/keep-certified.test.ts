import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepCertified } from './keep-certified';

const HOUR_MS = 3_600_000;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const inHours = (hours: number) => ({ certificate: `until ${hours}`, renewAt: Date.now() + hours * HOUR_MS });

it('renews again and again while a connection stands, and no more once it is over', async () => {
  const closed = new AbortController();
  const renew = vi.fn(async () => inHours(8));
  const kept = keepCertified(inHours(8), renew, closed.signal);
  await vi.advanceTimersByTimeAsync(7 * HOUR_MS);
  expect(renew).toHaveBeenCalledTimes(0);
  await vi.advanceTimersByTimeAsync(18 * HOUR_MS);
  expect(renew).toHaveBeenCalledTimes(3);
  closed.abort();
  await kept;
});

it('asks again after a second where the hub did not answer, and is not ended by it', async () => {
  const closed = new AbortController();
  const renew = vi.fn(async () => inHours(8)).mockRejectedValueOnce(new Error('no hub'));
  const kept = keepCertified(inHours(1), renew, closed.signal);
  await vi.advanceTimersByTimeAsync(HOUR_MS + 500);
  expect(renew).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(renew).toHaveBeenCalledTimes(2);
  closed.abort();
  await kept;
});
