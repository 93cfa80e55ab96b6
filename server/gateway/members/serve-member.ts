import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { recorded } from '~/server/audit/recorded';
import { DomainError, failureOf } from '~/server/kernel/failure';
import type { MemberConnection } from '~/server/kube/member-connection';
import type { Answer } from '~/server/kube/request/exchange';
import { ACTIONS, type Action } from '~/server/teams/model/action';
import type { PersonActor } from '~/server/teams/model/actor';
import { authorize } from './authorize';
import { parseTarget } from './core/parse-target';
import { type Status, statusOf, statusOfFailure } from './core/status-of';
import { identityOf, memberCall, targetOf } from './member-call';
import type { MemberRequest } from './member-request';
import type { MembersDoorDeps } from './ports';
import { readBody } from './read-body';
import { recordRefusal } from './record-refusal';
import { relay } from './relay';
import { whileAllowed } from './while-allowed';

/** Who asks what, once it is parsed and allowed. */
export type Allowed = { request: MemberRequest; actor: PersonActor; requestId: string };

/** Serves one request to a member, from its raw bytes to the last byte of the answer. Never rejects. */
export async function serveMember(
  deps: MembersDoorDeps,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const allowed = await admit(deps, message);
    const connection = await deps.connectionOf(allowed.request.cluster);
    const serve = () => answer(deps, connection, allowed, { message, response, gone });
    await (isEndless(allowed.request) ? whileAllowed(deps, message.headers, gone, serve) : serve());
  } catch (error) {
    refuseWith(response, statusOfError(deps, error));
  }
}

/** Parses, recognizes and authorizes; throws the failure that is to be told. A refused write is on record. */
export async function admit(
  deps: MembersDoorDeps,
  { method = '', url = '', headers }: IncomingMessage,
): Promise<Allowed> {
  const parsed = parseTarget(method, url);
  if (!parsed.ok) throw new Refused(statusOf(400, 'BadRequest', parsed.message));
  const { request } = parsed;
  if (Object.keys(headers).some((name) => name.startsWith('impersonate-'))) throw new Refused(NOT_AS_OTHERS);
  const person = await deps.personOf(headers);
  if (!person) throw new DomainError({ kind: 'unauthenticated' });
  return allow(deps, person, request);
}

/** The request of someone who is known, once it is decided that they may; a refused one is on record. */
export async function allow(deps: MembersDoorDeps, person: PersonActor, request: MemberRequest): Promise<Allowed> {
  const requestId = randomUUID();
  try {
    return { request, requestId, actor: await authorize(deps.sights, person, request) };
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind === 'forbidden')
      await recordRefusal(deps, { request, requestId, actor: person }, failure.action as Action, failure.kind);
    throw error;
  }
}

/** Dropped in silence, the request would run as the person, and answer for somebody else. */
const NOT_AS_OTHERS = statusOf(403, 'Forbidden', 'through the hub everyone acts as themselves: --as is not passed on');

type Exchange = { message: IncomingMessage; response: ServerResponse; gone: AbortController };

async function answer(
  deps: MembersDoorDeps,
  connection: MemberConnection,
  { request, actor, requestId }: Allowed,
  { message, response, gone }: Exchange,
): Promise<void> {
  const identity = identityOf(actor, await deps.teamsOf(actor.id));
  const action = actor.action ?? 'objects.kinds';
  const told = { actor, action, target: targetOf(request), requestId };
  const call = { ...memberCall(request, message.headers, identity), signal: gone.signal };
  if (ACTIONS[action] === 'read' && request.method !== 'POST') {
    if (request.kind === 'object') await deps.audit.access(told);
    const open = isEndless(request) ? connection.openWatch : connection.open;
    return relay(request.cluster, await open({ ...call, limits: isEndless(request) ? ENDLESS : LONG }), response);
  }
  const body = await readBody(message);
  const send = () =>
    connection.open({ ...call, limits: LONG, ...(body.bytes.length === 0 ? {} : { body: body.bytes }) });
  if (ACTIONS[action] === 'read') return relay(request.cluster, await send(), response);
  const sent = await recorded(deps.audit, { ...told, after: body.told }, send, outcomeOf);
  await relay(request.cluster, sent, response);
}

const outcomeOf = ({ status }: Answer) => ({
  outcome: status < 400 ? ('applied' as const) : ('refused' as const),
  detail: { status },
});

/** What has no end by itself: its caller or a lost right ends it. */
const ENDLESS = { deadlineMs: 2 ** 31 - 1, idleMs: 2 ** 31 - 1, headMs: 60_000, maxBytes: Number.POSITIVE_INFINITY };
/** A large list over a slow line takes its time, as long as something comes. */
const LONG = { deadlineMs: 600_000, idleMs: 60_000, maxBytes: Number.POSITIVE_INFINITY };

function isEndless(request: MemberRequest): boolean {
  if (request.kind === 'discovery') return false;
  return request.verb === 'watch' || request.verb === 'connect' || /(^|&)follow=(true|1)/.test(request.query);
}

/** A refusal that is a `Status` already. */
export class Refused extends Error {
  constructor(readonly status: Status) {
    super(status.message);
  }
}

export function statusOfError(deps: MembersDoorDeps, error: unknown): Status {
  if (error instanceof Refused) return error.status;
  const failure = failureOf(error);
  if (failure) return statusOfFailure(failure);
  deps.onTrouble('a request to a member failed', error);
  return statusOf(500, 'InternalError', 'the hub failed; its log says how');
}

function refuseWith(response: ServerResponse, status: Status): void {
  if (response.headersSent) return void response.destroy();
  const headers = status.code === 401 ? { 'www-authenticate': 'Bearer' } : {};
  response.writeHead(status.code, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(status));
}
