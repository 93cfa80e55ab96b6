import { once } from 'node:events';
import { createJoinToken } from '~/server/clusters/join-tokens';
import { JoinTokenInput } from '~/server/clusters/model/agent';
import { startReplica } from '~/server/gateway/testing/replica';
import { EVERYWHERE } from '~/server/teams/model/grant';
import { newApiToken, tokenHash } from '~/server/teams/tokens';

// The hub's https door alone, with its database, rights and record, in a process of its own; ends with its parent's word.
const [, , url = '', key = '', joins = ''] = process.argv;
const hub = await startReplica({ url, key: Buffer.from(key, 'base64') });
const { prisma } = hub.wiring.database;
const { id: person } = await prisma.person.create({ data: { name: 'bench' } });
await prisma.accessGrant.create({
  data: { personId: person, role: 'fleet-admin', scope: EVERYWHERE, reason: 'bench', grantedBy: 'bench' },
});
const token = newApiToken();
const expiresAt = new Date(Date.now() + 3_600_000);
await prisma.apiToken.create({
  data: {
    personId: person,
    ...{ name: 'bench', role: 'fleet-admin', createdBy: 'bench', tokenHash: tokenHash(token), expiresAt },
  },
});
const { token: joinToken } = await createJoinToken(
  hub.wiring.agents,
  { actor: { kind: 'system', name: 'bench' }, requestId: 'bench' },
  JoinTokenInput.parse({ names: joins, autoApprove: true }),
);
process.stdout.write(`${JSON.stringify({ url: hub.url, ca: hub.ca, token, person, joinToken })}\n`);
await once(process.stdin.resume(), 'end');
process.exit(0);
