import { DriftListInput, type DriftRow } from '~/server/federation/model/drift';
import { revertDrift } from '~/server/federation/revert-drift';
import { pause } from '~/server/kernel/pause';
import type { PersonActor } from '~/server/teams/model/actor';
import type { Wiring } from '~/server/wiring';

const FLEET = { sight: 'all', teams: [] } as const;
const OPEN = DriftListInput.parse({ limit: 200, filter: { state: 'open' } });
const LOOK_EVERY_MS = 1000;
const AWAITED_MS = 30_000;

/**
 * The simulated fleet is a new one at every start: what an earlier one was brought to is delivered again, as soon as it is found
 * to be gone. Resolves after the time in which every member has been looked at, or when it is stopped.
 */
export async function deliverAgain({ federation }: Wiring, operator: PersonActor, stop: AbortSignal): Promise<void> {
  const request = { actor: { ...operator, action: 'federation.revert' as const }, requestId: 'demo' };
  const asked = new Set<string>();
  const until = Date.now() + AWAITED_MS;
  while (Date.now() < until && !stop.aborted) {
    const { rows } = await federation.drifts.list(FLEET, OPEN);
    const gone = rows.filter((row) => isGone(row) && !asked.has(row.id)).map(({ id }) => id);
    await revertDrift(federation, request, FLEET, gone);
    for (const id of gone) asked.add(id);
    await pause(LOOK_EVERY_MS, stop);
  }
}

const isGone = ({ path, found }: DriftRow) => path === '' && found === null;
