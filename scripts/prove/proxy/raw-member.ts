import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { Secret } from '~/server/kernel/secret';
import type { Member } from '~/server/kube/member';
import type { TestAuthority } from '~/server/kube/testing/certificates';

/** A request as its bytes came to the member. */
export type Arrived = { line: string; headers: [name: string, value: string][] };

/** A member that writes down what comes, byte for byte, and answers upgrades as the pod's name says. */
export type RawMember = {
  member: Member;
  /** What came since it was last asked. */
  taken(): Arrived[];
  stop(): Promise<void>;
};

export const TOKEN = 'token-of-the-hub-in-this-member';
const BODY = '{"kind":"Status","metadata":{}}';
const OK = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`;
const AGREED = 'HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n';

/** What is answered to an upgrade, by a word in the name of the pod. */
const UPGRADES: Record<string, string> = {
  agreed: AGREED,
  plain: OK,
  redirect: 'HTTP/1.1 302 Found\r\nlocation: https://169.254.169.254/\r\ncontent-length: 0\r\n\r\n',
  late: `${OK}${AGREED}`,
  refused: 'HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno',
};
export const UPGRADE_WORDS = Object.keys(UPGRADES);

export async function startRawMember(authority: TestAuthority, name: string): Promise<RawMember> {
  const { certificate: cert, key } = await authority.issue({ name: 'CN=member', addresses: ['127.0.0.1'] });
  const journal: Arrived[] = [];
  const sockets = new Set<tls.TLSSocket>();
  const server = tls.createServer({ cert, key, ALPNProtocols: ['http/1.1'] }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    readRequests(socket, journal);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    member: {
      name,
      server: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
      certificateAuthority: authority.certificate,
      credential: { kind: 'token', token: new Secret(TOKEN) },
    },
    taken: () => journal.splice(0),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function readRequests(socket: tls.TLSSocket, journal: Arrived[]): void {
  let waiting = '';
  let isStream = false;
  socket.on('data', (chunk: Buffer) => {
    // what follows an agreed upgrade is the person's own stream
    if (isStream) return;
    waiting += chunk.toString('latin1');
    for (let end = waiting.indexOf('\r\n\r\n'); end >= 0; end = waiting.indexOf('\r\n\r\n')) {
      const arrived = readHead(waiting.slice(0, end));
      const size = sizeOf(arrived, waiting.slice(end + 4));
      if (size === undefined) return;
      waiting = waiting.slice(end + 4 + size);
      journal.push(arrived);
      const answer = answerTo(arrived);
      isStream = answer === AGREED;
      socket.write(answer);
      if (isStream) return;
    }
  });
}

function readHead(head: string): Arrived {
  const [line = '', ...fields] = head.split('\r\n');
  return {
    line,
    headers: fields.map((field) => [field.split(':')[0] ?? '', field.slice(field.indexOf(':') + 1).trim()]),
  };
}

/** How long the body is, as far as it has come; undefined while some of it is missing. */
function sizeOf({ headers }: Arrived, rest: string): number | undefined {
  const of = (name: string) => headers.find(([one]) => one.toLowerCase() === name)?.[1];
  if (of('transfer-encoding') === 'chunked') {
    const end = rest.startsWith('0\r\n\r\n') ? 0 : rest.indexOf('\r\n0\r\n\r\n') + 2;
    return end === 1 ? undefined : end + 5;
  }
  const size = Number(of('content-length') ?? 0);
  return rest.length < size ? undefined : size;
}

function answerTo({ line, headers }: Arrived): string {
  if (!headers.some(([name]) => name.toLowerCase() === 'upgrade')) return OK;
  const word = UPGRADE_WORDS.find((one) => line.includes(`/${one}/`));
  return UPGRADES[word ?? 'refused'] ?? OK;
}
