import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ConnectionOptions, connect } from 'node:tls';
import { afterEach, expect, it, vi } from 'vitest';
import { readEnv } from '~/server/env';
import { type Doors, LOCAL_NAME, takeDoors } from '~/server/gateway/doors';
import { makeAuthority } from '~/server/gateway/hub-authority';
import { machinesAddress } from '~/server/gateway/machines-address';
import { createTestAuthority } from '~/server/kube/testing/certificates';
import { doorCertificate, renewCertificate } from './certificates';

const own = await makeAuthority(new Date());
const log = { error: vi.fn() };
const machines = { serve: () => false, upgrade: () => false, close: () => undefined };
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}

/** Files into which an authority of this name puts a certificate. */
async function givenFiles() {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-door-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const files = { cert: path.join(folder, 'tls.crt'), key: path.join(folder, 'tls.key') };
  const put = async (name: string) => {
    const authority = await createTestAuthority(`CN=${name}`);
    const { certificate, key } = await authority.issue({ name: 'CN=hub', hosts: ['hub.test'] });
    await writeFile(files.cert, `${certificate}\n${authority.certificate}`);
    await writeFile(files.key, key);
    return authority.certificate.trim();
  };
  return { files, put };
}

/** A hub's https door with the certificate of these files. */
async function openDoor({ cert, key }: { cert: string; key: string }) {
  const ports = { PORT: '0', PORTOLAN_TLS_PORT: await freePort(), HOST: '127.0.0.1' };
  const env = readEnv({ ...ports, PORTOLAN_TLS_CERT: cert, PORTOLAN_TLS_KEY: key });
  const doors = await takeDoors(env);
  stops.push(() => doors.close());
  const certificate = doorCertificate(own, env, log);
  const pages = (_request: unknown, response: { end(text: string): void }) => response.end('here');
  await doors.open({ pages, upgrade: () => undefined, machines }, await certificate());
  const renewed = vi.fn<Doors['renewCertificate']>(doors.renewCertificate);
  stops.push(renewCertificate({ renewCertificate: renewed }, certificate, log, 10));
  /** Somebody who comes now, and by whom what they are shown is signed. */
  const come = async (options: ConnectionOptions = { rejectUnauthorized: false }) => {
    const socket = connect({ port: env.tlsPort, host: '127.0.0.1', ...options });
    stops.push(() => socket.destroy());
    await once(socket, 'secureConnect');
    return { socket, issuer: socket.getPeerCertificate().issuer.CN };
  };
  const { door } = machinesAddress({ env, authority: own });
  return { come, renewed, port: env.tlsPort, told: () => door.certificateAuthority?.trim() };
}

it('a certificate that is replaced in its files is shown and told without a restart, and cuts no connection', async () => {
  const { files, put } = await givenFiles();
  const first = await put('first');
  const { come, renewed, port, told } = await openDoor(files);
  expect(told()).toBe(first);
  const before = await come();
  expect(before.issuer).toBe('first');
  const second = await put('second');
  await vi.waitFor(async () => expect((await come()).issuer).toBe('second'));
  expect(told()).toBe(second);
  before.socket.write(`GET / HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
  expect(String((await once(before.socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 200/);
  expect(renewed.mock.calls.length).toBeLessThanOrEqual(2);
});

it('the command line on the hub’s machine is shown the hub’s own, whatever certificate was given', async () => {
  const { files, put } = await givenFiles();
  await put('first');
  const { come, renewed } = await openDoor(files);
  const trust = { ca: own.certificate, servername: LOCAL_NAME };
  expect((await come(trust)).socket.authorized).toBe(true);
  await vi.waitFor(() => expect(renewed).toHaveBeenCalled());
  expect((await come(trust)).socket.authorized).toBe(true);
  await expect(come({ ...trust, servername: 'localhost' })).rejects.toThrow();
});

it('one of the hub’s own is made anew once a day', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  stops.push(() => vi.useRealTimers());
  const certificate = doorCertificate(own, { tls: undefined, publicUrl: new URL('https://hub.test') }, log);
  const first = await certificate();
  expect(await certificate()).toBe(first);
  vi.setSystemTime(Date.now() + 86_400_001);
  expect((await certificate()).cert).not.toBe(first.cert);
});
