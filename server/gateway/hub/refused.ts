import { statusOf } from '~/server/gateway/members/core/status-of';
import { failureOf } from '~/server/kernel/failure';
import { SelectorFault } from '~/server/kernel/label-selector';
import { type Asked, type HubStatus, hubStatusOf } from './core/hub-status';
import type { HubDoorDeps } from './ports';

/** A refusal that is a `Status` already. */
export class HubRefusal extends Error {
  constructor(readonly status: HubStatus) {
    super(status.message);
  }
}

export const badRequest = (message: string) => new HubRefusal(statusOf(400, 'BadRequest', message));

/** Whatever was thrown, as it is told; what is no failure of ours is a bug and goes to the log. */
export function statusOfThrown(deps: Pick<HubDoorDeps, 'onTrouble'>, error: unknown, asked?: Asked): HubStatus {
  if (error instanceof HubRefusal) return error.status;
  if (error instanceof SelectorFault) return statusOf(400, 'BadRequest', error.message);
  const failure = failureOf(error);
  if (failure) return hubStatusOf(failure, asked);
  deps.onTrouble("a request to the hub's own API failed", error);
  return statusOf(500, 'InternalError', 'the hub failed; its log says how');
}
