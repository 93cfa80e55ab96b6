import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '~/server/db/client';
import { createSealer } from '~/server/db/seal';
import { readEnv } from '~/server/env';
import { loadAuthority } from '~/server/gateway/authority-store';
import { createMachineDoors } from '~/server/gateway/machine-doors';
import { createTestAuthority } from '~/server/kube/testing/certificates';
import { createLiveHub } from '~/server/live/live-hub';
import { createLog } from '~/server/log';
import { EVERYWHERE } from '~/server/teams/model/grant';
import { newApiToken, tokenHash } from '~/server/teams/tokens';
import { watchRights } from '~/server/teams/watch/rights-signal';
import { createWiring } from '~/server/wiring';
import { createYamlThread } from '~/server/yaml/yaml-thread';

// The hub's https door alone, with its database, rights and record, in a process of its own; ends with its parent's word.
const [, , url = '', key = ''] = process.argv;
const env = { ...readEnv({}), dialAllow: '127.0.0.0/8' };
const database = openDatabase(url);
const rights = await watchRights(url, database);
const sealer = createSealer([Buffer.from(key, 'base64')]);
const wiring = createWiring({
  ...{ env, log: createLog('warn'), database, rights, live: createLiveHub(), yaml: createYamlThread() },
  ...{ hubId: 'bench', sealer, authority: await loadAuthority(database, sealer, new Date()) },
  tellTunnels: async () => undefined,
  changed: () => undefined,
  publish: () => undefined,
});
const { prisma } = database;
const { id: personId } = await prisma.person.create({ data: { name: 'bench' } });
await prisma.accessGrant.create({
  data: { personId, role: 'fleet-admin', scope: EVERYWHERE, reason: 'bench', grantedBy: 'bench' },
});
const token = newApiToken();
const expiresAt = new Date(Date.now() + 3_600_000);
await prisma.apiToken.create({
  data: { personId, name: 'bench', role: 'fleet-admin', createdBy: 'bench', tokenHash: tokenHash(token), expiresAt },
});
const authority = await createTestAuthority();
const { certificate: cert, key: serverKey } = await authority.issue({ name: 'CN=hub', addresses: ['127.0.0.1'] });
const doors = createMachineDoors(wiring);
const server = createServer({ cert, key: serverKey }, (message, response) => {
  if (!doors.serve(message, response)) response.writeHead(404).end();
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
process.stdout.write(`${JSON.stringify({ port, token, ca: authority.certificate, person: personId })}\n`);
await once(process.stdin.resume(), 'end');
process.exit(0);
