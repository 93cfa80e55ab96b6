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
export function* forgedRequests(own: string, procedure: string, input: unknown, cookie: string): Generator<Forged> {
  const json = JSON.stringify(input ?? {});
  const path = `/api/trpc/${procedure}`;
  for (const origin of [...foreignOrigins(own), own]) {
    for (const type of CONTENT_TYPES) {
      for (const header of [true, false]) {
        if (origin === own && header && type === 'application/json') continue;
        const headers = {
          cookie,
          ...(origin === undefined ? {} : { origin }),
          ...(type === undefined ? {} : { 'content-type': type }),
          ...(header ? { 'x-portolan': '1' } : {}),
        };
        const what = `${procedure} from ${origin ?? 'nowhere'} as ${type ?? 'nothing'}${header ? ' with our header' : ''}`;
        yield { what, method: 'POST', path, headers, body: bodyOf(type, json) };
      }
    }
    const asked = `${path}?input=${encodeURIComponent(json)}`;
    const headers = { cookie, 'x-portolan': '1', ...(origin === undefined ? {} : { origin }) };
    yield { what: `${procedure} from ${origin ?? 'nowhere'} by GET`, method: 'GET', path: asked, headers };
  }
}

function bodyOf(type: string | undefined, json: string): string {
  if (type === 'application/x-www-form-urlencoded') return `input=${encodeURIComponent(json)}`;
  if (type?.startsWith('multipart'))
    return `--x\r\ncontent-disposition: form-data; name="input"\r\n\r\n${json}\r\n--x--\r\n`;
  return json;
}
