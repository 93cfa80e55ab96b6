import type { Arrived } from './raw-member';
import { TOKEN } from './raw-member';

/** What the door has decided and put on record: whose request it is, and what it points at. */
export type Authorized = {
  verb?: unknown;
  namespace?: unknown;
  group?: unknown;
  version?: unknown;
  plural?: unknown;
  subresource?: unknown;
  name?: unknown;
};

/** Whom the member must see, and nobody else. */
export type Expected = { user: string; groups: readonly string[] };

/** Names that may arrive; each of them at most once but for what a stream's two ends agree on and the groups. */
const KNOWN = new Set([
  ...['host', 'accept', 'user-agent', 'authorization', 'impersonate-user', 'impersonate-group', 'content-type'],
  ...['content-length', 'transfer-encoding', 'connection', 'upgrade', 'x-stream-protocol-version'],
  ...['sec-websocket-key', 'sec-websocket-version', 'sec-websocket-protocol'],
]);
const REPEATED = new Set(['impersonate-group', 'x-stream-protocol-version', 'sec-websocket-protocol']);

/** Of printable characters those that other readers take for something else, and parts that lead elsewhere. */
const TWO_FORMS = /\/\/|\/\.{1,2}(\/|$|\?)|[\\;#]|[^\x21-\x7e]|%(2f|5c|00|25|2e|0d|0a)/i;

/**
 * What is wrong about a request at the member, in a sentence each. It is read anew from its bytes, by other means than the
 * door's: path and headers must be exactly those of what was authorized.
 */
export function judgeArrived(
  { line, headers }: Arrived,
  authorized: readonly Authorized[],
  expected: Expected,
): string[] {
  const wrongs: string[] = [];
  const [, path = ''] = line.split(' ');
  if (line.split(' ').length !== 3) wrongs.push(`garbled request line: ${line}`);
  if (TWO_FORMS.test(path.split('?')[0] ?? '')) wrongs.push(`a path of more than one form: ${path}`);
  if (!isAuthorized(path, authorized)) wrongs.push(`another path than the authorized one: ${path}`);
  const names = headers.map(([name]) => name.toLowerCase());
  for (const name of new Set(names)) {
    if (!KNOWN.has(name)) wrongs.push(`a foreign header: ${name}`);
    if (!REPEATED.has(name) && names.filter((one) => one === name).length > 1)
      wrongs.push(`a foreign header: ${name} twice`);
  }
  const valuesOf = (name: string) => headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);
  const is = (name: string, values: readonly string[]) => {
    if (valuesOf(name).join('|') !== values.join('|'))
      wrongs.push(`somebody else: ${name}: ${valuesOf(name).join(', ')}`);
  };
  is('impersonate-user', [expected.user]);
  is('impersonate-group', expected.groups);
  is('authorization', [`Bearer ${TOKEN}`]);
  return wrongs;
}

/** Discovery is open to whoever sees any of the cluster, and stands on no record. */
const DISCOVERY = /^\/(api|apis|version|healthz|livez|readyz|openapi)?(\/[a-zA-Z0-9.:-]+){0,2}\/?(\?.*)?$/;

/** What is no UTF-8 names nothing that could have been authorized. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '\ufffd';
  }
}

function isAuthorized(path: string, authorized: readonly Authorized[]): boolean {
  const [address = ''] = path.split('?');
  const parts = address.split('/').slice(1).map(decoded);
  const group = parts[0] === 'apis' ? parts[1] : '';
  const [version, ...rest] = parts.slice(parts[0] === 'apis' ? 2 : 1);
  if (rest.length === 0) return DISCOVERY.test(path);
  return authorized.some((tuple) => {
    if (tuple.group !== group || tuple.version !== version) return false;
    const { namespace, plural, name, subresource } = tuple;
    const of = [plural, name, subresource].filter((part) => part !== undefined);
    const whole =
      namespace === undefined || (plural === 'namespaces' && namespace === name)
        ? of
        : ['namespaces', namespace, ...of];
    const isProxy = subresource === 'proxy' && rest.length > whole.length;
    return whole.join('/') === (isProxy ? rest.slice(0, whole.length) : rest).join('/');
  });
}
