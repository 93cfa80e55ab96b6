import type { IncomingMessage, ServerResponse } from 'node:http';
import { statusOf } from '~/server/gateway/members/core/status-of';
import type { Action } from '~/server/teams/model/action';
import type { PersonActor } from '~/server/teams/model/actor';
import { chooseEncoder, type HubEncoder } from './core/encode';
import type { HubKind, HubVerb } from './core/kinds';
import type { HubTarget } from './core/parse-hub-target';
import { HubRefusal } from './refused';

/** One question about a kind, by someone who holds its action. */
export type HubAsk = {
  kind: HubKind;
  verb: HubVerb;
  name: string | undefined;
  query: URLSearchParams;
  actor: PersonActor;
  requestId: string;
  message: IncomingMessage;
};

export type ResourceTarget = Extract<HubTarget, { to: 'resource' }>;

/** The action that a question is; an override is a part of its application, and going is a change of that. */
export function actionOf({ kind, verb }: Pick<ResourceTarget, 'kind' | 'verb'>): Action {
  const isOne = verb === 'get';
  if (kind.kind === 'Cluster') return isOne ? 'clusters.get' : 'clusters.list';
  if (isOne) return 'federation.get';
  if (verb === 'list' || verb === 'watch') return 'federation.list';
  return verb === 'delete' && kind.kind === 'Application' ? 'federation.remove' : 'federation.save';
}

/** The form that is asked for. Throws 406. */
export function encoderOf({ kind, query, message }: Pick<HubAsk, 'kind' | 'query' | 'message'>): HubEncoder {
  const include = query.get('includeObject') || 'Metadata';
  const encoder = chooseEncoder(kind, message.headers.accept ?? '', include, new Date());
  if (encoder) return encoder;
  throw new HubRefusal(
    statusOf(406, 'NotAcceptable', 'only application/json is served, as objects, metadata or tables'),
  );
}

export function sendJson(response: ServerResponse, code: number, value: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(value)}\n`);
}
