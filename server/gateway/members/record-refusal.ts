import type { Action } from '~/server/teams/model/action';
import type { PersonActor } from '~/server/teams/model/actor';
import { targetOf } from './member-call';
import type { MemberRequest } from './member-request';
import type { MembersDoorDeps } from './ports';

type Refused = { request: MemberRequest; actor: PersonActor; requestId: string };

/** Puts on record that someone who is known was not let through. `code`: the kind of the failure that they are told. */
export async function recordRefusal(
  { audit }: MembersDoorDeps,
  { request, actor, requestId }: Refused,
  action: Action,
  code: string,
): Promise<void> {
  const from = actor.from ?? { address: '', agent: '' };
  await audit.refuse({ actor, action, target: targetOf(request), requestId, from, code });
}
