import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Secret } from '~/server/kernel/secret';
import { connectMember } from '~/server/kube/member-connection';
import { createTestAuthority } from '~/server/kube/testing/certificates';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';

const SWITCHING = 'HTTP/1.1 101 Switching Protocols\r\nupgrade: SPDY/3.1\r\nconnection: upgrade\r\n\r\n';

/** An API server that agrees to a stream, and a member's connection to it. */
async function startMember() {
  const authority = await createTestAuthority();
  const { certificate, key } = await authority.issue({ name: 'CN=server', addresses: ['127.0.0.1'] });
  const server = createServer({ cert: certificate, key }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connection = connectMember(
    {
      name: 'member',
      server: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
      certificateAuthority: authority.certificate,
      credential: { kind: 'token', token: new Secret('token') },
    },
    { dialer: loopbackDialer },
  );
  onTestFinished(async () => {
    await connection.close();
    server.close();
  });
  return { server, connection };
}

it('hands over all that a member said before it broke off, though the person still typed', async () => {
  const { server, connection } = await startMember();
  const [raw, agreed] = [once(server, 'connection'), once(server, 'upgrade')];
  const opening = connection.openStream({
    method: 'POST',
    path: '/api/v1/namespaces/n/pods/a/exec',
    upgrade: 'SPDY/3.1',
    identity: { kind: 'hub' },
  });
  const [, there] = (await agreed) as [unknown, Socket];
  there.on('error', () => undefined).write(SWITCHING);
  const opened = await opening;
  if (!opened.agreed) throw new Error('refused');
  opened.socket.pause();
  await new Promise((done) => there.write('exit code 3', done));
  ((await raw)[0] as Socket).resetAndDestroy();
  await once(there, 'close');
  opened.socket.write('one more key');
  let said = '';
  opened.socket.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  await new Promise((done) => opened.socket.once('close', done).resume());
  expect(said).toBe('exit code 3');
});
