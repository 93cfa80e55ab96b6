import { pause } from '~/server/kernel/pause';

/** `renewAt` in milliseconds since the epoch. */
export type Certified = { certificate: string; renewAt: number };

/** No longer than a timer can wait; a certificate that is due at once is not asked for in a loop. */
const LONGEST_MS = 2 ** 31 - 1;
const SHORTEST_MS = 1000;

/**
 * Renews the certificate while a connection stands, which goes on over it: the hub knows the agent by its key, and looks only
 * for whether the newest certificate is of now. Ends with the signal.
 */
export async function keepCertified(
  first: Certified,
  renew: (signal: AbortSignal) => Promise<Certified>,
  signal: AbortSignal,
): Promise<void> {
  for (let certified = first; !signal.aborted; ) {
    const leftMs = Math.min(Math.max(certified.renewAt - Date.now(), SHORTEST_MS), LONGEST_MS);
    await pause(leftMs, signal);
    if (signal.aborted) return;
    if (certified.renewAt <= Date.now()) certified = await renew(signal).catch(() => certified);
  }
}
