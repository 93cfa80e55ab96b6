import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { createMemberClient } from '~/server/simulator/testing/member-client';

const SPACE = '/api/v1/namespaces/default';
let member: SimulatedMember;
let client: ReturnType<typeof createMemberClient>;

beforeEach(async () => {
  member = await startMember({ name: 'quotas', version: 'v1.34.1' });
  member.objects.put('v1', 'serviceaccounts', { metadata: { name: 'default', namespace: 'default' } });
  client = createMemberClient(member);
});
afterEach(async () => {
  await client.close();
  await member.close();
});

const create = (plural: string, body: unknown) => client.call('POST', `${SPACE}/${plural}`, { body });
const pod = (name: string, resources: object) => ({
  metadata: { name },
  spec: { containers: [{ name: 'c', image: 'c:1', resources }] },
});
const quota = (hard: object) => create('resourcequotas', { metadata: { name: 'q' }, spec: { hard } });

describe('a quota', () => {
  it('counts what is there, and refuses what would be too much', async () => {
    await quota({ configmaps: '2', 'count/configmaps': '5' });
    await create('configmaps', { metadata: { name: 'a' } });
    await create('configmaps', { metadata: { name: 'b' } });
    const refused = await create('configmaps', { metadata: { name: 'c' } });
    expect([refused.status, refused.json.message]).toEqual([
      403,
      'configmaps "c" is forbidden: exceeded quota: q, requested: configmaps=1, used: configmaps=2, limited: configmaps=2',
    ]);
    const read = await client.call('GET', `${SPACE}/resourcequotas/q`);
    expect(read.json.status).toEqual({
      hard: { configmaps: '2', 'count/configmaps': '5' },
      used: { configmaps: '2', 'count/configmaps': '2' },
    });
  });

  it('gives back what is deleted', async () => {
    await quota({ configmaps: '1' });
    await create('configmaps', { metadata: { name: 'a' } });
    await client.call('DELETE', `${SPACE}/configmaps/a`);
    expect((await create('configmaps', { metadata: { name: 'b' } })).status).toBe(201);
  });

  it('wants pods to say what it limits, and sums their requests', async () => {
    await quota({ 'requests.memory': '1Gi' });
    expect((await create('pods', pod('a', {}))).json.message).toContain(
      'failed quota: q: must specify requests.memory',
    );
    expect((await create('pods', pod('a', { requests: { memory: '768Mi' } }))).status).toBe(201);
    expect((await create('pods', pod('b', { requests: { memory: '512Mi' } }))).json.message).toContain(
      'exceeded quota: q, requested: requests.memory=512Mi, used: requests.memory=768Mi, limited: requests.memory=1Gi',
    );
  });

  it('takes nothing on a dry run', async () => {
    await quota({ configmaps: '1' });
    await client.call('POST', `${SPACE}/configmaps?dryRun=All`, { body: { metadata: { name: 'a' } } });
    expect((await create('configmaps', { metadata: { name: 'b' } })).status).toBe(201);
  });
});

describe('a limit range', () => {
  const limits = (limit: object) =>
    create('limitranges', { metadata: { name: 'l' }, spec: { limits: [{ type: 'Container', ...limit }] } });

  it('fills what containers lack, and says so', async () => {
    await limits({ default: { cpu: '500m' }, defaultRequest: { cpu: '100m' } });
    const { json } = await create('pods', pod('a', {}));
    expect(json.spec.containers[0].resources).toEqual({ limits: { cpu: '500m' }, requests: { cpu: '100m' } });
    expect(json.metadata.annotations).toEqual({
      'kubernetes.io/limit-ranger': 'LimitRanger plugin set: cpu request for container c; cpu limit for container c',
    });
  });

  it('refuses what is too small or too large', async () => {
    await limits({ min: { cpu: '100m' }, max: { cpu: '1' }, defaultRequest: { cpu: '100m' } });
    const refused = await create('pods', pod('a', { requests: { cpu: '50m' }, limits: { cpu: '2' } }));
    expect([refused.status, refused.json.message]).toEqual([
      403,
      'pods "a" is forbidden: [minimum cpu usage per Container is 100m, but request is 50m, maximum cpu usage per Container is 1, but limit is 2]',
    ]);
  });
});
