import type { ServerResponse } from 'node:http';
import { failureOf } from '~/server/kernel/failure';
import { at } from '~/server/kernel/json';
import { applyPatch } from './apply-patch';
import type { HubAsk } from './asked';
import type { HubObject } from './core/hub-object';
import { type Asked, notFound } from './core/hub-status';
import { planWrite } from './core/plan-write';
import type { HubDoorDeps } from './ports';
import { HubRefusal } from './refused';
import { answerWritten, type Current, carryOut, readCurrent, requireSeen } from './serve-write';
import { objectsOf } from './show';

/** A patch that names no version is planned anew when somebody wrote meanwhile. */
const TRIES = 3;

/** Another text of an object, or a patch of it. */
export async function serveChange(
  deps: HubDoorDeps,
  ask: HubAsk,
  body: unknown,
  response: ServerResponse,
): Promise<void> {
  const asked = { kind: ask.kind, name: ask.name ?? '' };
  for (let left = TRIES; ; left--) {
    const current = await readCurrent(deps, ask, asked);
    const object = currentObject(asked, current);
    const next = ask.verb === 'patch' ? applyPatch(ask.message.headers['content-type'] ?? '', body, object) : body;
    requireSeen(asked, at(next, 'metadata'), object, current.number);
    const plan = planWrite(ask.kind, asked.name, next, current.whole?.kept);
    try {
      return answerWritten(ask, asked, await carryOut(deps, ask, asked, { whole: current.whole, plan }), 200, response);
    } catch (error) {
      const isAgain = ask.verb === 'patch' && left > 1 && failureOf(error)?.kind === 'stale';
      if (!isAgain) throw error;
    }
  }
}

/** The object as it stands, with its version. Throws 404. */
export function currentObject(asked: Asked, { whole, number }: Current): HubObject {
  const found = whole && objectsOf(asked.kind, whole).find(({ metadata }) => metadata.name === asked.name);
  if (!found) throw new HubRefusal(notFound(asked));
  return number ? { ...found, metadata: { ...found.metadata, resourceVersion: `${number.version}` } } : found;
}
