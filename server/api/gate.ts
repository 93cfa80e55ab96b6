/** What of a request decides whether tRPC may see it. Header names are lower case. */
export type GatedRequest = { method: string; headers: { get(name: string): string | null } };
export type Gate = { origins: ReadonlySet<string>; hosts: ReadonlySet<string> };

export const OWN_HEADER = 'x-portolan';

/**
 * tRPC alone is not safe against forged requests: a multipart POST needs no preflight and runs. So only JSON with our own
 * header (which forces a preflight) and an exact Origin passes; a bearer token is proof enough without an Origin.
 * Returns the refusal as one sentence, or undefined.
 */
export function refuseRequest(request: GatedRequest, gate: Gate): string | undefined {
  const { headers, method } = request;
  const host = headers.get('host') ?? '';
  if (!gate.hosts.has(host)) return refuseHost(host, gate);
  if (method !== 'GET' && method !== 'POST') return `The method ${method} is not served here.`;
  if (headers.get(OWN_HEADER) !== '1') return `The header ${OWN_HEADER}: 1 is missing.`;
  if (method === 'POST' && !/^application\/json(;|$)/.test(headers.get('content-type') ?? '')) {
    return 'Only application/json is accepted.';
  }
  return refuseOrigin(request, gate);
}

/** The exact Origin, or none at all with a bearer token: for requests and for WebSocket upgrades alike. */
export function refuseOrigin({ headers, method }: GatedRequest, gate: Gate): string | undefined {
  const origin = headers.get('origin');
  if (origin !== null)
    return gate.origins.has(origin) ? undefined : `Pages of ${printable(origin)} may not call this hub.`;
  if (headers.get('authorization')?.startsWith('Bearer ')) return undefined;
  const site = headers.get('sec-fetch-site');
  return method === 'GET' && (site === 'same-origin' || site === null) ? undefined : 'The Origin header is missing.';
}

/** Whom the hub answers as, for someone who called it by another name. */
export function refuseHost(host: string, gate: Gate): string {
  const [known] = gate.origins;
  const wanted = URL.canParse(`http://${host}/`) && new URL(`http://${host}/`).host === host ? host : 'HOST';
  return `This hub does not answer as ${printable(host)} but as ${known}. To reach it by that name, start it with PORTOLAN_URL=http://${wanted}, or https:// behind a proxy.`;
}

const printable = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);

type Reached = { publicUrl: URL | undefined; ownNames: readonly string[]; port: number; tlsPort: number };

/** The gate of a hub that people reach at `publicUrl`, at the machine's own names, or at its own port on this machine. */
export function gateFor(options: Reached): Gate {
  const origins = new Set<string>();
  const hosts = new Set<string>();
  const open = (url: URL) => {
    origins.add(url.origin);
    hosts.add(url.host);
  };
  if (options.publicUrl) {
    open(options.publicUrl);
    // machines come by the same name to a door of their own
    hosts.add(`${options.publicUrl.hostname}:${options.tlsPort}`);
  }
  for (const name of ['localhost', '127.0.0.1', '[::1]', ...options.ownNames]) {
    open(new URL(`http://${name}:${options.port}`));
    open(new URL(`https://${name}:${options.tlsPort}`));
  }
  return { origins, hosts };
}
