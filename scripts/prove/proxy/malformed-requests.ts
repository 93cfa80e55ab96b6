import { UPGRADE_WORDS } from './raw-member';

/** Bytes for the door; `ends`: nothing follows them, because their framing is not to be trusted. */
export type RawRequest = { bytes: string; ends: boolean };
type Random = () => number;

/** https://en.wikipedia.org/wiki/Linear_congruential_generator, with the constants of Numerical Recipes. */
export function seeded(seed: number): Random {
  let state = (seed * 2654435761) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const TARGETS = [
  '/api/v1/namespaces/a/pods',
  '/api/v1/namespaces/a/pods/p',
  '/api/v1/namespaces/a/secrets/s',
  '/api/v1/namespaces/a/pods/p/log?tailLines=1',
  '/api/v1/namespaces/a/services/s/proxy/metrics',
  '/apis/apps/v1/namespaces/b/deployments/web/scale',
  '/apis/apps/v1/deployments?limit=500',
  '/api/v1/nodes/n',
  '/version',
  '/apis',
];
/** Put between, into or behind the parts of an address. */
const IN_PATHS = [
  ...[
    '/../',
    '/./',
    '//',
    '/%2e%2e/',
    '/%2E/',
    '/..%2f',
    '%2f',
    '%2F..%2F',
    '%5c..%5c',
    '\\..\\',
    ';a=b',
    '%00',
    '%0d%0a',
  ],
  ...[
    '%252e%252e%252f',
    '/.%2e/',
    '%c0%af',
    '%ef%bc%8f',
    '%e2%80%ae',
    '#',
    '?',
    '??',
    '%',
    '%zz',
    '/k8s/clusters/other',
    '\t',
    '|',
    ':',
  ],
];
const IN_QUERIES = [
  ...[
    'watch=true%0d%0aImpersonate-User:%20root',
    'watch=1&watch=0',
    'fieldSelector=a%00b',
    'as=system:admin',
    '=',
    '&&&',
    'limit=-1',
  ],
  ...[
    'continue=%',
    'command=sh&stdin=true',
    'labelSelector=%2e%2e%2f',
    'timeoutSeconds=1e9',
    'pretty=true?x',
    'a[]=b',
    'dryRun=All;x',
  ],
];
const HEADERS = [
  ...[
    'Impersonate-User: root',
    'impersonate-group: system:masters',
    'Impersonate-Extra-Scopes: all',
    'Impersonate-Uid: 0',
  ],
  ...[
    'Impersonate_User: root',
    'Impersonate-User : root',
    ' Impersonate-User: root',
    'Connection: close, Impersonate-User',
  ],
  ...[
    'Connection: Authorization',
    'Authorization: Bearer other',
    'X-Remote-User: root',
    'X-Remote-Group: system:masters',
  ],
  ...['X-Forwarded-For: 127.0.0.1', 'Forwarded: for=root', 'Host: other', 'Te: trailers', 'Trailer: Impersonate-User'],
  ...[
    'Proxy-Authorization: Basic eA==',
    'Cookie: a=b',
    'X-HTTP-Method-Override: DELETE',
    'X-Original-URL: /api/v1/secrets',
  ],
  ...[
    'Accept: a\x01b',
    'Content-Type: application/json\x0bX: y',
    'Accept: */*\r\n\tImpersonate-User: root',
    'Origin: https://evil.example',
  ],
  ...[
    'Upgrade: h2c',
    'HTTP2-Settings: AAMAAABkAAQAAP__',
    'Expect: 100-continue',
    'Range: bytes=0-1',
    'Via: 1.1 x',
    ': empty',
    '\x00: zero',
  ],
];
const FRAMINGS = [
  ...[
    'Content-Length: 4\r\nTransfer-Encoding: chunked',
    'Transfer-Encoding: chunked, identity',
    'Transfer-Encoding: xchunked',
  ],
  ...[
    'Content-Length: 4\r\nContent-Length: 44',
    'Content-Length: +4',
    'Content-Length: 0x4',
    'Content-Length: -1',
    'Transfer-Encoding : chunked',
  ],
];
const METHODS = [
  'GET',
  'GET',
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'get',
  'PRI',
  'LIST',
];

/** The next request of a seed: one that kubectl could send, with one to three things wrong about it. */
export function malformedRequest(random: Random, cluster: string, token: string): RawRequest {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const base = `/k8s/clusters/${cluster}`;
  const fixed = ['Host: localhost', `Authorization: Bearer ${token}`];
  const kind = random();
  if (kind < 0.12) return upgrade(pick, base, fixed);
  if (kind < 0.2) return framed(pick, base, fixed);
  const request: Parts = { method: 'GET', target: base + pick(TARGETS), headers: [...fixed] };
  for (let wrongs = 1 + Math.floor(random() * 3); wrongs > 0; wrongs--) spoil(random, pick, request);
  const { method, target, headers } = request;
  const hasBody = ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method);
  const sized = hasBody ? ['Content-Type: application/json', 'Content-Length: 2'] : [];
  return {
    bytes: `${method} ${target} HTTP/1.1\r\n${[...headers, ...sized].join('\r\n')}\r\n\r\n${hasBody ? '{}' : ''}`,
    ends: method === 'HEAD' || method === 'CONNECT',
  };
}

type Parts = { method: string; target: string; headers: string[] };

/** Makes one thing wrong about a request. */
function spoil(random: Random, pick: Pick, request: Parts): void {
  const { target, headers } = request;
  const what = random();
  if (what < 0.4) request.target = inserted(random, target, pick(IN_PATHS));
  else if (what < 0.55) request.target += `${target.includes('?') ? '&' : '?'}${pick(IN_QUERIES)}`;
  else if (what < 0.9) headers.splice(Math.floor(random() * headers.length) + 1, 0, pick(HEADERS));
  else if (what < 0.96) request.method = pick(METHODS);
  else request.target = pick([...elsewhere(target), '*', `${target}/`, target.slice(1)]);
}

const elsewhere = (target: string) => [`https://localhost${target}`, `//localhost${target}`, target.toUpperCase()];

function inserted(random: Random, target: string, text: string): string {
  const slashes = [...target.matchAll(/\//g)].map(({ index }) => index);
  const at =
    random() < 0.7 ? (slashes[Math.floor(random() * slashes.length)] ?? 0) : Math.floor(random() * target.length);
  return target.slice(0, at) + text + target.slice(at);
}

type Pick = <Item>(items: readonly Item[]) => Item;

/** A terminal whose member does as its pod's name says, with a request that follows before there is an answer. */
function upgrade(pick: Pick, base: string, fixed: string[]): RawRequest {
  const pod = pick(UPGRADE_WORDS);
  const verb = pick(['exec?command=sh', 'attach', 'portforward?ports=80', 'log', 'proxy/x']);
  const protocol = pick(['websocket', 'SPDY/3.1', 'WebSocket', 'h2c', 'websocket, h2c', 'tls/1.2']);
  const handshake = [
    'Connection: Upgrade',
    `Upgrade: ${protocol}`,
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ];
  const smuggled = 'GET /api/v1/secrets HTTP/1.1\r\nHost: localhost\r\nImpersonate-User: root\r\n\r\n';
  const head = [
    ...fixed,
    ...handshake,
    pick(['X: y', 'Impersonate-User: root', 'Sec-WebSocket-Protocol: v4.channel.k8s.io']),
  ];
  const target = `${base}/api/v1/namespaces/a/pods/${pod}/${verb}`;
  return { bytes: `GET ${target} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${pick(['', smuggled])}`, ends: true };
}

/** A body of which two readers may see two ends. */
function framed(pick: Pick, base: string, fixed: string[]): RawRequest {
  const smuggled = `GET ${base}/api/v1/namespaces/a/secrets HTTP/1.1\r\nHost: localhost\r\nImpersonate-User: root\r\n\r\n`;
  const body = pick(['4\r\nabcd\r\n0\r\n\r\n', '{}{}', `0\r\n\r\n${smuggled}`, `0\r\nImpersonate-User: root\r\n\r\n`]);
  const target = `${base}/api/v1/namespaces/a/configmaps`;
  return { bytes: `POST ${target} HTTP/1.1\r\n${[...fixed, pick(FRAMINGS)].join('\r\n')}\r\n\r\n${body}`, ends: true };
}
