import { once } from 'node:events';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import type { Member } from '~/server/kube/member';
import type { TestAuthority } from '~/server/kube/testing/certificates';
import { TOKEN } from './raw-member';

/** A door as they are often built: the address is passed on, headers are copied, and an upgrade is a pipe whatever is answered. */
export async function startCarelessDoor(authority: TestAuthority, members: ReadonlyMap<string, Member>) {
  const { certificate: cert, key } = await authority.issue({ name: 'CN=hub', addresses: ['127.0.0.1'] });
  const to = (url: string) => {
    const [, cluster = '', rest = '/'] = /^\/k8s\/clusters\/([^/]+)(.*)$/.exec(url) ?? [];
    const member = members.get(cluster);
    return member && { member, port: Number(new URL(member.server).port), path: rest };
  };
  const server = https.createServer({ cert, key }, (message, response) => {
    const found = to(message.url ?? '');
    if (!found) return void response.writeHead(404).end();
    const { trailer: _trailer, expect: _expect, ...copied } = message.headers;
    const headers = { ...copied, authorization: `Bearer ${TOKEN}` };
    const ca = found.member.certificateAuthority;
    const sent = https.request(
      { host: '127.0.0.1', servername: '', port: found.port, ca, path: found.path, method: message.method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502);
        answer.pipe(response);
      },
    );
    sent.on('error', () => response.destroy());
    message.pipe(sent);
  });
  server.on('upgrade', (message, socket, head) => {
    const found = to(message.url ?? '');
    if (!found) return void socket.destroy();
    const out = tls.connect({ host: '127.0.0.1', port: found.port, ca: found.member.certificateAuthority });
    const fields = Object.entries(message.headers).map(([name, value]) => `${name}: ${value}`);
    out.write(`${message.method} ${found.path} HTTP/1.1\r\n${fields.join('\r\n')}\r\n\r\n`);
    out.write(head);
    for (const end of [out, socket]) end.on('error', () => end.destroy());
    socket.pipe(out).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
