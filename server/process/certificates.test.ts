import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'node:tls';
import { afterEach, expect, it, vi } from 'vitest';
import { readEnv } from '~/server/env';
import { makeAuthority } from '~/server/gateway/hub-authority';
import { machinesAddress } from '~/server/gateway/machines-address';
import { createTestAuthority } from '~/server/kube/testing/certificates';
import { doorCertificate, renewCertificate } from './certificates';

const own = await makeAuthority(new Date());
const log = { error: vi.fn() };
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** What a door shows to somebody who comes now. */
async function shownAt(port: number) {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  return { socket, issuer: socket.getPeerCertificate().issuer.CN };
}

it('a certificate that is replaced in its files is shown and told without a restart, and cuts no connection', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-door-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const tls = { cert: path.join(folder, 'tls.crt'), key: path.join(folder, 'tls.key') };
  const put = async (name: string) => {
    const authority = await createTestAuthority(`CN=${name}`);
    const { certificate, key } = await authority.issue({ name: 'CN=hub', addresses: ['127.0.0.1'] });
    await writeFile(tls.cert, `${certificate}\n${authority.certificate}`);
    await writeFile(tls.key, key);
    return authority.certificate.trim();
  };
  const first = await put('first');
  const env = readEnv({ PORTOLAN_TLS_CERT: tls.cert, PORTOLAN_TLS_KEY: tls.key });
  const { door } = machinesAddress({ env, authority: own });
  expect(door.certificateAuthority?.trim()).toBe(first);
  const certificate = doorCertificate(own, env, log);
  const server = https.createServer(await certificate(), (_message, response) => response.end());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const renewed = vi.fn((next: { cert: string; key: string }) => server.setSecureContext(next));
  stops.push(() => server.close(), renewCertificate({ renewCertificate: renewed }, certificate, log, 10));

  const before = await shownAt(port);
  stops.push(() => before.socket.destroy());
  expect(before.issuer).toBe('first');
  const second = await put('second');
  await vi.waitFor(async () => {
    const { socket, issuer } = await shownAt(port);
    socket.destroy();
    expect(issuer).toBe('second');
  });
  expect(door.certificateAuthority?.trim()).toBe(second);
  before.socket.write('GET / HTTP/1.1\r\nHost: hub\r\n\r\n');
  expect(String((await once(before.socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 200/);
  expect(renewed.mock.calls.length).toBeLessThanOrEqual(2);
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
