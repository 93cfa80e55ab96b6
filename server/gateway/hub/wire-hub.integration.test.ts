import { randomBytes } from 'node:crypto';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { startReplica, type TestReplica } from '~/server/gateway/testing/replica';
import { EVERYWHERE } from '~/server/teams/model/grant';
import { newApiToken, tokenHash } from '~/server/teams/tokens';

const { database, url } = await testDatabase();
let hub: TestReplica;
let agent: Agent;
let token: string;

beforeAll(async () => {
  hub = await startReplica({ url, key: randomBytes(32) });
  agent = new Agent({ connect: { ca: hub.ca } });
  const grants = { create: { role: 'fleet-admin', scope: EVERYWHERE, grantedBy: 'x' } };
  const { id } = await database.prisma.person.create({ data: { name: 'Ada', grants } });
  token = newApiToken();
  const until = new Date(Date.now() + 60_000);
  await hub.wiring.accounts.tokens.add(id, {
    ...{
      name: 'test',
      role: 'fleet-admin',
      scope: EVERYWHERE,
      tokenHash: tokenHash(token),
      createdBy: 'Ada',
      expiresAt: until,
    },
  });
});
afterAll(async () => {
  await agent.destroy();
  await hub.stop();
});

const codeOf = async (path: string, bearer?: string) => {
  const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
  const { statusCode, body } = await request(`${hub.url}${path}`, { dispatcher: agent, headers });
  await body.dump();
  return statusCode;
};

it('the https door leads to the hub’s own API, for whom it knows', async () => {
  for (const path of ['/apis', '/openapi/v2', '/apis/portolan.dev/v1alpha1/clusters']) {
    expect(await codeOf(`/k8s/hub${path}`)).toBe(401);
    expect(await codeOf(`/k8s/hub${path}`, 'portolan_pat_unknown')).toBe(401);
    expect(await codeOf(`/k8s/hub${path}`, token)).toBe(200);
  }
  expect(await codeOf('/k8s/hub/api/v1/pods', token)).toBe(404);
});
