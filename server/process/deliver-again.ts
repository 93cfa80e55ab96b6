import { setTimeout as pause } from 'node:timers/promises';
import { DriftListInput, type DriftRow } from '~/server/federation/model/drift';
import type { Wiring } from '~/server/wiring';

const FLEET = { sight: 'all', teams: [] } as const;
const OPEN = DriftListInput.parse({ limit: 200, filter: { state: 'open' } });
const LOOK_EVERY_MS = 1000;
const AWAITED_MS = 30_000;

/**
 * The simulated fleet is a new one at every start: what an earlier one was brought to is delivered again, as soon as it is found
 * to be gone. Resolves after the time in which every member has been looked at, or when it is stopped.
 */
export async function deliverAgain({ drifts, changed }: Wiring['federation'], stop: AbortSignal): Promise<void> {
  const until = Date.now() + AWAITED_MS;
  while (Date.now() < until && !stop.aborted) {
    const { rows } = await drifts.list(FLEET, OPEN);
    const gone = rows.filter(isGone);
    if (gone.length > 0) await drifts.revert(gone.map(({ id }) => id));
    for (const cluster of new Set(gone.map((row) => row.cluster))) changed(cluster);
    await pause(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}

const isGone = ({ path, found }: DriftRow) => path === '' && found === null;
