import type { ServerResponse } from 'node:http';
import { failureOf } from '~/server/kernel/failure';
import { at, text } from '~/server/kernel/json';
import type { HubAsk } from './asked';
import { alreadyExists, hubStatusOf } from './core/hub-status';
import { planWrite } from './core/plan-write';
import type { HubDoorDeps } from './ports';
import { HubRefusal } from './refused';
import { answerWritten, carryOut, readCurrent } from './serve-write';
import { objectsOf } from './show';

/** A new application, or a new override of one. */
export async function serveCreate(
  deps: HubDoorDeps,
  ask: HubAsk,
  body: unknown,
  response: ServerResponse,
): Promise<void> {
  const asked = { kind: ask.kind, name: text(at(body, 'metadata', 'name')) };
  const { whole } = await readCurrent(deps, ask, asked);
  const isThere = whole && objectsOf(ask.kind, whole).some(({ metadata }) => metadata.name === asked.name);
  if (isThere) throw new HubRefusal(alreadyExists(asked));
  const plan = planWrite(ask.kind, asked.name, body, whole?.kept);
  const made = await carryOut(deps, ask, asked, { whole, plan }).catch((error: unknown) => {
    // the address says no name, so that nobody else could tell of what this is said
    const failure = failureOf(error);
    throw failure && failure.kind !== 'forbidden' ? new HubRefusal(hubStatusOf(failure, asked)) : error;
  });
  answerWritten(ask, asked, made, 201, response);
}
