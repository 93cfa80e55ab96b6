/** A request as a page of someone else, or a program that got hold of a cookie, may send it. */
export type Forged = {
  what: string;
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
};

/** Where a forged request may say that it comes from; undefined: it does not say. */
export function foreignOrigins(own: string): readonly (string | undefined)[] {
  const { host, port } = new URL(own);
  return [
    'https://evil.example',
    'null',
    `http://evil.${host}`,
    `${own}.evil.example`,
    `http://127.0.0.1:${Number(port) + 1}`,
    own.replace('http:', 'https:'),
    `${own}/`,
    `http://user@${host}`,
    undefined,
  ];
}

/** All content types that browsers send without asking, what is near to ours, ours, and none. */
const CONTENT_TYPES = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonp',
  'application/octet-stream',
  undefined,
] as const;

/** Every way to send a mutation that is not ours; from our own origin it lacks the header, or is no JSON. */
export function forgedRequests(own: string, procedure: string, input: unknown, cookie: string): Forged[] {
  const target: Target = { procedure, cookie, json: JSON.stringify(input ?? {}) };
  return [...foreignOrigins(own), own].flatMap((origin) => [
    ...CONTENT_TYPES.flatMap((type) =>
      [true, false]
        .filter((hasHeader) => !(origin === own && hasHeader && type === 'application/json'))
        .map((hasHeader) => forgedPost(target, origin, type, hasHeader)),
    ),
    forgedGet(target, origin),
  ]);
}

type Target = { procedure: string; cookie: string; json: string };
type Origin = string | undefined;

const from = (origin: Origin) => (origin === undefined ? {} : { origin });

function forgedPost(
  { procedure, cookie, json }: Target,
  origin: Origin,
  type: string | undefined,
  hasHeader: boolean,
): Forged {
  const typed = type === undefined ? {} : { 'content-type': type };
  const headers = { cookie, ...from(origin), ...typed, ...(hasHeader ? { 'x-portolan': '1' } : {}) };
  const what = `${procedure} from ${origin ?? 'nowhere'} as ${type ?? 'nothing'}${hasHeader ? ' with our header' : ''}`;
  return { what, method: 'POST', path: `/api/trpc/${procedure}`, headers, body: bodyOf(type, json) };
}

function forgedGet({ procedure, cookie, json }: Target, origin: Origin): Forged {
  const headers = { cookie, 'x-portolan': '1', ...from(origin) };
  const path = `/api/trpc/${procedure}?input=${encodeURIComponent(json)}`;
  return { what: `${procedure} from ${origin ?? 'nowhere'} by GET`, method: 'GET', path, headers };
}

function bodyOf(type: string | undefined, json: string): string {
  if (type === 'application/x-www-form-urlencoded') return `input=${encodeURIComponent(json)}`;
  if (type?.startsWith('multipart'))
    return `--x\r\ncontent-disposition: form-data; name="input"\r\n\r\n${json}\r\n--x--\r\n`;
  return json;
}
