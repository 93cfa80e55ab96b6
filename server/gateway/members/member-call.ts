import type { IncomingMessage } from 'node:http';
import type { Identity } from '~/server/kube/member';
import type { Call } from '~/server/kube/member-connection';
import type { PersonActor } from '~/server/teams/model/actor';
import type { MemberRequest } from './member-request';

/** As whom a person appears in a member: never by a name that they chose, and never with the hub's own rights. */
export const identityOf = ({ id }: PersonActor, teams: readonly string[]): Identity => ({
  kind: 'impersonated',
  user: `portolan:user:${id}`,
  groups: teams.map((team) => `portolan:team:${team}`),
});

/** The request as it is sent: built from what was parsed, with the values of two headers and no other. */
export function memberCall(request: MemberRequest, headers: IncomingMessage['headers'], identity: Identity): Call {
  const { accept, 'content-type': contentType } = headers;
  return {
    method: request.method as NonNullable<Call['method']>,
    path: request.query === '' ? request.path : `${request.path}?${request.query}`,
    identity,
    ...(accept === undefined ? {} : { accept }),
    ...(contentType === undefined ? {} : { contentType }),
  };
}

/** What a request names, for the record. */
export function targetOf(request: MemberRequest): Record<string, unknown> {
  const { cluster, verb } = request;
  if (request.kind === 'discovery') return { cluster, verb, path: request.path };
  const { group, version, resource, subresource, namespace, name } = request.object;
  return { cluster, verb, namespace, group, version, plural: resource, subresource, name };
}
