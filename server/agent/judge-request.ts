import { OWN_SUBJECT } from '~/server/gateway/tunnel/model/limits';

/** One request of the hub as it came out of the tunnel; `headers` name by name, in their order. */
export type HubRequest = {
  method: string;
  path: string;
  /** Of an upgrade (RFC 8441): `websocket`, or `SPDY/3.1` of older kubectls. */
  protocol?: string;
  /** Whether a body follows. */
  hasBody: boolean;
  headers: readonly (readonly [name: string, value: string])[];
};

/** What the member's owner lets the hub do. */
export type Allowance = { writes: boolean };

export type Judged =
  | { ok: true; headers: Record<string, string | string[]> }
  | { ok: false; code: 400 | 403; reason: 'BadRequest' | 'Forbidden'; message: string };

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT']);
const PROTOCOLS = new Set(['websocket', 'SPDY/3.1']);
const PASSED = new Set([
  ...['accept', 'content-type', 'content-length', 'user-agent', 'x-stream-protocol-version'],
  ...['sec-websocket-key', 'sec-websocket-version', 'sec-websocket-protocol'],
]);
const SUBJECTS = new Set(['impersonate-user', 'impersonate-group']);
/** Questions about oneself are asked by POST and change nothing. */
const SELF_REVIEW =
  /^\/apis\/(authorization\.k8s\.io\/v1\/(selfsubjectaccessreviews|selfsubjectrulesreviews)|authentication\.k8s\.io\/v1(alpha1|beta1)?\/selfsubjectreviews)(\?|$)/;

/**
 * Whether the agent passes a request on, and with which headers. RBAC cannot express these bounds: impersonation of names
 * with our prefix only, no other header of the hub's choosing, and no write while the owner does not want any.
 */
export function judgeRequest(
  { method, path, protocol, headers }: Omit<HubRequest, 'hasBody'>,
  { writes }: Allowance,
): Judged {
  if (!METHODS.has(method)) return bad(`the method ${method} is not passed on`);
  if (protocol !== undefined && !PROTOCOLS.has(protocol)) return bad(`the protocol ${protocol} is not passed on`);
  if (!isPlainPath(path)) return bad('this path is not passed on');
  if (!writes && isWrite(method, path))
    return forbidden('the owner of this cluster lets the hub read only: see the ConfigMap portolan-agent');
  return judgeHeaders(headers);
}

function judgeHeaders(headers: HubRequest['headers']): Judged {
  const named = (wanted: string) => headers.flatMap(([name, value]) => (name === wanted ? [value] : []));
  const [users, groups] = [named('impersonate-user'), named('impersonate-group')];
  const smuggled = headers.find(([name]) => name.startsWith('impersonate-') && !SUBJECTS.has(name));
  if (smuggled) return forbidden(`the agent does not pass ${smuggled[0]} on`);
  if (![...users, ...groups].every((subject) => OWN_SUBJECT.test(subject)))
    return forbidden('the agent impersonates names that begin with portolan: only');
  const [user, second] = users;
  if (second !== undefined) return bad('two users in one request');
  if (user === undefined && groups.length > 0) return bad('groups without a user');
  return {
    ok: true,
    headers: {
      ...repeated(headers.filter(([name]) => PASSED.has(name))),
      ...(user === undefined ? {} : { 'impersonate-user': user }),
      ...(groups.length === 0 ? {} : { 'impersonate-group': groups }),
    },
  };
}

/** A name that stands twice keeps both values, each in a header of its own: so old servers read stream versions. */
function repeated(headers: HubRequest['headers']): Record<string, string | string[]> {
  const values = (wanted: string) => headers.flatMap(([name, value]) => (name === wanted ? [value] : []));
  return Object.fromEntries(
    headers.map(([name]) => {
      const [only = '', ...more] = values(name);
      return [name, more.length === 0 ? only : [only, ...more]];
    }),
  );
}

/** As the hub builds paths: one form of each, so that what was authorized there is what is asked here. */
function isPlainPath(target: string): boolean {
  if (!/^\/[\x21-\x7e]*$/.test(target) || target.includes('#')) return false;
  const path = target.split('?')[0] ?? '';
  if (/%(2e|2f|5c|00|25)|\\|\/\//i.test(path)) return false;
  return !path.split('/').some((segment) => segment === '.' || segment === '..');
}

/** Terminals, ports and proxies are reached by GET and change what they like. */
function isWrite(method: string, path: string): boolean {
  if (method === 'CONNECT') return true;
  if (method === 'GET') return /\/proxy(\/|\?|$)/.test(path);
  return !SELF_REVIEW.test(path);
}

const bad = (message: string): Judged => ({ ok: false, code: 400, reason: 'BadRequest', message });
const forbidden = (message: string): Judged => ({ ok: false, code: 403, reason: 'Forbidden', message });
