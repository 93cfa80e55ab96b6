import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { Secret } from '~/server/kernel/secret';
import { createAddressPolicy } from '~/server/kube/dial/address-policy';
import { parseDialAllow } from '~/server/kube/dial/dial-allow';
import { createDialer } from '~/server/kube/dial/dialer';
import type { Member } from '~/server/kube/member';
import { type ConnectionOptions, connectMember, type MemberConnection } from '~/server/kube/member-connection';
import { createTestAuthority, type Issued, type TestAuthority } from './certificates';

export type Seen = {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  rawHeaders: string[];
  body: string;
};
export type Script = (request: Seen, response: ServerResponse) => void | Promise<void>;

/** An API server that does what the test says, over real TLS on loopback, and remembers what it was asked. */
export type ScriptedMember = {
  member: Member;
  authority: TestAuthority;
  seen: Seen[];
  sockets: Set<Duplex>;
  /** Replaces what is done from the next request on. */
  play(script: Script): void;
  connect(options?: Partial<ConnectionOptions>, change?: Partial<Member>): MemberConnection;
  stop(): Promise<void>;
};

export const loopbackDialer = createDialer(createAddressPolicy(parseDialAllow('127.0.0.0/8,::1/128')));

export async function startScriptedMember(script: Script = notFound, identity?: Issued): Promise<ScriptedMember> {
  const authority = await createTestAuthority();
  const { certificate, key } =
    identity ?? (await authority.issue({ name: 'CN=server', hosts: ['member.test'], addresses: ['127.0.0.1'] }));
  const seen: Seen[] = [];
  const sockets = new Set<Duplex>();
  const connections: MemberConnection[] = [];
  let playing = script;
  const server = createServer({ cert: certificate, key }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers, rawHeaders } = request;
    const asked = { method, url, headers, rawHeaders, body: Buffer.concat(chunks).toString('utf8') };
    seen.push(asked);
    await playing(asked, response);
  });
  server.on('secureConnection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const member: Member = {
    name: 'scripted',
    server: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificateAuthority: authority.certificate,
    credential: { kind: 'token', token: new Secret('scripted-token') },
  };
  return {
    member,
    authority,
    seen,
    sockets,
    play(next) {
      playing = next;
    },
    connect(options, change) {
      const connection = connectMember({ ...member, ...change }, { dialer: loopbackDialer, ...options });
      connections.push(connection);
      return connection;
    },
    async stop() {
      await Promise.all(connections.map((connection) => connection.close()));
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

export function answerJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** A `Status` as the API server writes it. */
export const statusOf = (code: number, reason: string, message = reason, details: object = {}) => ({
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  code,
  reason,
  message,
  details,
});

const notFound: Script = (_request, response) => answerJson(response, statusOf(404, 'NotFound'), 404);
