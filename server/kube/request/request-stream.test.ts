import type { Duplex } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { startScriptedMember } from '~/server/kube/testing/scripted-member';

const SWITCHING = 'HTTP/1.1 101 Switching Protocols\r\nupgrade: SPDY/3.1\r\nconnection: upgrade\r\n\r\n';

const written = (socket: Duplex, bytes: string) => new Promise((done) => socket.write(bytes, done));

it('hands over all that a member said before it broke off, though the person still typed', async () => {
  const target = await startScriptedMember((_request, response) => void response.socket?.write(SWITCHING));
  onTestFinished(target.stop);
  const opened = await target.connect().openStream({
    method: 'POST',
    path: '/api/v1/namespaces/n/pods/a/exec',
    upgrade: 'SPDY/3.1',
    identity: { kind: 'hub' },
  });
  if (!opened.agreed) throw new Error('refused');
  opened.socket.pause();
  const [there] = [...target.sockets];
  if (!there) throw new Error('not connected');
  await written(there, 'exit code 3');
  await new Promise((done) => there.once('close', done).destroy());
  // the first is answered by a reset, the second meets it
  for (const key of ['one', 'more']) await written(opened.socket, key);
  let said = '';
  opened.socket.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  await new Promise((done) => opened.socket.once('close', done).resume());
  expect(said).toBe('exit code 3');
});
