import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { statusOf } from '~/server/gateway/members/core/status-of';
import { readBody } from '~/server/gateway/members/read-body';
import { DomainError, failureOf } from '~/server/kernel/failure';
import { list } from '~/server/kernel/json';
import { ACTIONS, type Action } from '~/server/teams/model/action';
import type { PersonActor } from '~/server/teams/model/actor';
import { holds } from '~/server/teams/model/can';
import { smallestRole } from '~/server/teams/model/role-actions';
import { actionOf, type HubAsk, type ResourceTarget, sendJson } from './asked';
import { type HubStatus, methodNotAllowed } from './core/hub-status';
import { parseHubTarget } from './core/parse-hub-target';
import type { HubDoorDeps } from './ports';
import { badRequest, HubRefusal, statusOfThrown } from './refused';
import { serveChange } from './serve-change';
import { serveCreate } from './serve-create';
import { serveDelete } from './serve-delete';
import { serveDiscovery } from './serve-discovery';
import { serveRead } from './serve-read';
import { serveWatch } from './serve-watch';

/** Serves one request to the hub's own Kubernetes API. Never rejects. */
export async function serveHub(deps: HubDoorDeps, message: IncomingMessage, response: ServerResponse): Promise<void> {
  let ask: HubAsk | undefined;
  try {
    const { method = '', url = '', headers } = message;
    const parsed = parseHubTarget(method, url);
    if (!parsed.ok) throw badRequest(parsed.message);
    if (Object.keys(headers).some((name) => name.startsWith('impersonate-'))) throw new HubRefusal(NOT_AS_OTHERS);
    const person = await deps.personOf(headers);
    if (!person) throw new DomainError({ kind: 'unauthenticated' });
    const { target } = parsed;
    if (target.to === 'nowhere') throw new HubRefusal(NOWHERE);
    if (target.to === 'path') {
      if (!serveDiscovery(target.path, headers.accept ?? '', response)) throw new HubRefusal(NOWHERE);
      return;
    }
    if (!target.kind.verbs.includes(target.verb))
      throw new HubRefusal(methodNotAllowed(target.verb, target, WHY[target.kind.kind]));
    ask = { ...target, actor: person, requestId: randomUUID(), message };
    ask = { ...ask, actor: allowed(person, target) };
    await answer(deps, ask, response);
  } catch (error) {
    await refuse(deps, ask, error, response);
  }
}

const NOT_AS_OTHERS = statusOf(403, 'Forbidden', 'through the hub everyone acts as themselves: --as is not passed on');
const NOWHERE = statusOf(404, 'NotFound', 'the server could not find the requested resource');
const WHY: Record<string, string> = {
  Placement: ': an application has one placement as long as it is there',
  Cluster: ': clusters are registered in the console',
};

/** The person, bound to the action; what of the fleet it reaches each use case finds out. Throws `forbidden`. */
function allowed(person: PersonActor, target: ResourceTarget): PersonActor {
  const action = actionOf(target);
  if (holds(person.rights, action)) return { ...person, action };
  throw new DomainError({ kind: 'forbidden', action, missing: smallestRole(action) });
}

async function answer(deps: HubDoorDeps, ask: HubAsk, response: ServerResponse): Promise<void> {
  const { verb } = ask;
  if (verb === 'watch') return serveWatch(deps, ask, response);
  if (verb === 'get' || verb === 'list') return serveRead(deps, ask, response);
  const body = await readJson(ask.message, verb === 'delete');
  const given = verb === 'delete' && list((body as { dryRun?: unknown } | undefined)?.dryRun)[0];
  const dryRun = given || (ask.query.get('dryRun') ?? '');
  if (dryRun !== '' && dryRun !== 'All') throw badRequest('dryRun is All or absent');
  const query = new URLSearchParams(ask.query);
  query.set('dryRun', dryRun);
  const write = { ...ask, query };
  if (verb === 'create') return serveCreate(deps, write, body, response);
  return verb === 'delete' ? serveDelete(deps, write, body, response) : serveChange(deps, write, body, response);
}

/** Bodies are JSON; only a deletion may have none. Throws 400 and 415. */
async function readJson(message: IncomingMessage, mayBeEmpty: boolean): Promise<unknown> {
  const { bytes } = await readBody(message);
  if (bytes.length === 0 && mayBeEmpty) return undefined;
  const type = message.headers['content-type'] ?? 'application/json';
  // what the bodies of unknown patches are, their own refusal says
  if (message.method !== 'PATCH' && !/^application\/json\b/i.test(type))
    throw new HubRefusal(statusOf(415, 'UnsupportedMediaType', 'the body of a request is application/json'));
  if (/^application\/apply-patch/i.test(type)) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw badRequest('the body is no JSON');
  }
}

/** What is refused of a write is on record; it stays refused when the record cannot be reached. */
async function refuse(
  deps: HubDoorDeps,
  ask: HubAsk | undefined,
  error: unknown,
  response: ServerResponse,
): Promise<void> {
  const failure = failureOf(error);
  if (ask && failure?.kind === 'forbidden') {
    const action = failure.action as Action;
    const { actor, requestId, kind, name, verb } = ask;
    const from = actor.from ?? { address: '', agent: '' };
    const target = { verb, plural: kind.plural, name };
    if (ACTIONS[action] === 'write')
      await deps.audit
        .refuse({ actor, action, target, requestId, from, code: failure.kind })
        .catch((trouble: unknown) => deps.onTrouble('a refusal could not be recorded', trouble));
  }
  const asked = ask && { kind: ask.kind, name: ask.name ?? '' };
  const status: HubStatus = statusOfThrown(deps, error, asked);
  if (response.headersSent) return void response.destroy();
  if (status.code === 401) response.setHeader('www-authenticate', 'Bearer');
  sendJson(response, status.code, status);
}
