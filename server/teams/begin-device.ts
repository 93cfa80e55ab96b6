import type { AccountDeps } from './account';
import { newDeviceCode, newUserCode } from './kubectl-tokens';
import { tokenHash } from './tokens';

const LASTS_SECONDS = 600;
const INTERVAL_SECONDS = 5;

/** What a machine is given to show and to ask with (https://www.rfc-editor.org/rfc/rfc8628#section-3.2). */
export type BegunDevice = { deviceCode: string; userCode: string; lastsSeconds: number; intervalSeconds: number };

/** Begins the sign-in of a machine that has no browser. Opens nothing: a person confirms it. Throws `limit`. */
export async function beginDevice(
  { devices, clock }: Pick<AccountDeps, 'devices' | 'clock'>,
  asking: { machine: string; address: string },
): Promise<BegunDevice> {
  const [deviceCode, userCode] = [newDeviceCode(), newUserCode()];
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + LASTS_SECONDS * 1000);
  const hashes = { deviceHash: tokenHash(deviceCode), userHash: tokenHash(userCode) };
  await devices.ask({ ...asking, ...hashes, createdAt, expiresAt, intervalSeconds: INTERVAL_SECONDS });
  return { deviceCode, userCode, lastsSeconds: LASTS_SECONDS, intervalSeconds: INTERVAL_SECONDS };
}
