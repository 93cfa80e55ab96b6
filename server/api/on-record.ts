import { isLook, lookedAt } from '~/server/audit/core/looks';
import { ACTIONS, type Action } from '~/server/teams/model/action';
import type { PersonActor } from '~/server/teams/model/actor';
import type { Context } from './context';

export type Signed = Context & { actor: PersonActor };

/** A look into a member is on record before anything of it is shown; when it cannot be recorded it does not happen. */
export async function recordLook({ wiring, actor, requestId }: Signed, action: Action, input: unknown): Promise<void> {
  if (!isLook(action)) return;
  await wiring.audit.access({ actor, action, target: lookedAt(input), requestId });
}

/** A write that is refused at the door is on record as well. It stays refused when the record cannot be reached. */
export async function recordRefusal(
  { wiring, from, requestId }: Context,
  actor: PersonActor | undefined,
  action: Action,
  target: Record<string, unknown>,
  code: string,
): Promise<void> {
  if (ACTIONS[action] !== 'write') return;
  await wiring.audit.refuse({ actor, action, target, requestId, from, code }).catch((error: unknown) => {
    wiring.log.error({ err: error, action, requestId }, 'a refusal could not be recorded');
  });
}
