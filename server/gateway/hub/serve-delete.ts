import type { ServerResponse } from 'node:http';
import { removeApplication } from '~/server/federation/remove-application';
import { at } from '~/server/kernel/json';
import { encoderOf, type HubAsk, sendJson } from './asked';
import { GROUP } from './core/kinds';
import { planOverrideRemoval } from './core/plan-write';
import type { HubDoorDeps } from './ports';
import { readShown } from './read-shown';
import { currentObject } from './serve-change';
import { carryOut, readCurrent, requireSeen } from './serve-write';

/** Withdraws an application, which stays to be seen until it stands nowhere any more; takes an override out of one. */
export async function serveDelete(
  deps: HubDoorDeps,
  ask: HubAsk,
  options: unknown,
  response: ServerResponse,
): Promise<void> {
  const asked = { kind: ask.kind, name: ask.name ?? '' };
  const current = await readCurrent(deps, ask, asked);
  const object = currentObject(asked, current);
  requireSeen(asked, at(options, 'preconditions'), object, current.number);
  const { whole } = current;
  if (!whole) return;
  if (ask.kind.kind === 'Override')
    await carryOut(deps, ask, asked, { whole, plan: planOverrideRemoval(asked.name, whole.kept) });
  else if (!ask.query.get('dryRun') && !whole.kept.isRemoving)
    await removeApplication(deps.federation, ask, { name: asked.name, base: whole.kept.newest, reason: '' });
  const [left] = ask.query.get('dryRun') ? [] : (await readShown(deps, ask.actor, ask.kind, asked.name)).objects;
  if (left) return sendJson(response, 200, encoderOf(ask).one(left));
  const { uid } = object.metadata;
  sendJson(response, 200, {
    ...{ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' },
    details: { name: asked.name, group: GROUP, kind: ask.kind.plural, uid },
  });
}
