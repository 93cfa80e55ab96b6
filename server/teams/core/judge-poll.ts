/** What is kept of a machine that waits, as far as its next question is judged by it. */
export type WaitingDevice = {
  state: 'waiting' | 'confirmed' | 'denied';
  expiresAt: Date;
  intervalSeconds: number;
  polledAt: Date | null;
};

export type PollAnswer = 'pending' | 'slow-down' | 'denied' | 'expired' | 'confirmed';

/** How much longer a machine waits each time that it has asked too soon (https://www.rfc-editor.org/rfc/rfc8628#section-3.5). */
export const SLOW_DOWN_SECONDS = 5;
/** Clocks and networks are not exact: this much too soon is not too soon. */
const LENIENT_MS = 500;

/** What a machine is told that asks whether it was confirmed. A decision is told however soon it asks. */
export function judgePoll({ state, expiresAt, intervalSeconds, polledAt }: WaitingDevice, now: Date): PollAnswer {
  if (state === 'denied') return 'denied';
  if (expiresAt <= now) return 'expired';
  if (state === 'confirmed') return 'confirmed';
  const nextAt = (polledAt?.getTime() ?? 0) + intervalSeconds * 1000 - LENIENT_MS;
  return now.getTime() < nextAt ? 'slow-down' : 'pending';
}
