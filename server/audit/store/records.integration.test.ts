import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import type { Sight } from '~/server/teams/model/sight';
import { personWith } from '~/server/teams/testing/people';
import { exportRecords } from '../export-records';
import type { RecordFilter } from '../model/record';
import { readRecord } from '../read-record';
import { recorded } from '../recorded';
import { testTrail } from '../testing/test-trail';
import { postgresRecords } from './records';

const { database } = await testDatabase();
const { audit } = testTrail(database);
const records = postgresRecords(database);
const actor = personWith('fleet-admin');
const web = { group: 'apps', version: 'v1', plural: 'deployments', name: 'web' };
const TOKEN = randomUUID();
const ids: Record<string, string> = {};

async function cluster(name: string): Promise<string> {
  const data = { name, server: 'https://192.0.2.1', registeredBy: 'Ada', kubeSystemUid: randomUUID() };
  return (await database.prisma.cluster.create({ data: data as never })).id;
}
const write = (requestId: string, target: object, outcome: 'applied' | 'refused' = 'applied') =>
  recorded(
    audit,
    {
      actor,
      action: 'objects.act',
      target: { ...target },
      requestId,
      reason: `why ${requestId}`,
      after: { replicas: 3 },
    },
    async () => undefined,
    () => ({ outcome }),
  );

beforeAll(async () => {
  await write('before', { cluster: 'one', namespace: 'shop', ...web });
  ids['one'] = await cluster('one');
  ids['two'] = await cluster('two');
  await write('shop', { cluster: 'one', namespace: 'shop', ...web });
  await write('bank', { cluster: 'one', namespace: 'bank', ...web }, 'refused');
  await write('node', { cluster: 'one', plural: 'nodes', version: 'v1', name: 'n1' });
  await write('both', {
    objects: [
      { cluster: 'one', namespace: 'shop', ...web },
      { cluster: 'two', namespace: 'shop', ...web },
    ],
  });
  await write('fleet', { to: 'team', name: 'shop' });
  await audit.access({
    actor: { ...actor, token: { id: TOKEN, name: 'pipeline' } },
    action: 'objects.get',
    target: { cluster: 'two', namespace: 'shop', ...web },
    requestId: 'look',
  });
});

const part = (name: string, whole: boolean, namespaces: 'all' | string[]): Sight =>
  new Map([[name, { id: ids[name] ?? '', whole, namespaces: namespaces === 'all' ? 'all' : new Set(namespaces) }]]);
const seen = async (sight: Sight, filter: RecordFilter = {}) =>
  (await records.list(sight, { filter, offset: 0, limit: 50 })).rows.map(({ requestId }) => requestId);

describe('sight', () => {
  it('of everything shows everything, the newest first', async () => {
    expect(await seen('all')).toEqual(['look', 'fleet', 'both', 'node', 'bank', 'shop', 'before']);
  });

  it('of everything can be narrowed to what was done to clusters', async () => {
    expect(await seen('all', { inClusters: true })).toEqual(['look', 'both', 'node', 'bank', 'shop', 'before']);
  });

  it('of a part shows what lies in it as a whole, and nothing of a cluster that had its name before', async () => {
    expect(await seen(part('one', false, ['shop']))).toEqual(['shop']);
    expect(await seen(part('one', true, 'all'))).toEqual(['node', 'bank', 'shop']);
    expect(await seen(part('one', false, 'all'))).toEqual(['bank', 'shop']);
    expect(await seen(part('two', false, ['shop']))).toEqual(['look']);
    expect(await seen(new Map())).toEqual([]);
  });

  it('holds for one record and for an export as well', async () => {
    const [bank] = (await records.list('all', { filter: { text: 'why bank' }, offset: 0, limit: 1 })).rows;
    const sight = part('one', false, ['shop']);
    expect(await readRecord(records, 'all', bank?.id ?? '')).toMatchObject({ result: 'refused', reason: 'why bank' });
    await expect(readRecord(records, sight, bank?.id ?? '')).rejects.toMatchObject({ failure: { kind: 'not-found' } });
    let text = '';
    for await (const chunk of exportRecords(records, sight, { format: 'ndjson', filter: {} })) text += chunk;
    expect(text.trim().split('\n')).toHaveLength(1);
    expect(text).not.toContain('bank');
  });
});

it.each<[string, RecordFilter, string[]]>([
  ['person', { person: 'ada' }, ['look', 'fleet', 'both', 'node', 'bank', 'shop', 'before']],
  ['another person', { person: 'ben' }, []],
  ['the name of a token', { token: 'PIPE' }, ['look']],
  ['the id of a token', { token: TOKEN }, ['look']],
  ['action', { action: 'objects.get' }, ['look']],
  ['namespace', { namespace: 'bank' }, ['bank']],
  ['result', { results: ['refused', 'shown'] }, ['look', 'bank']],
  ['kind', { kinds: ['access'] }, ['look']],
  ['cluster', { scope: { clusters: ['two'], regions: [], zones: [], environments: [] } }, ['look', 'both']],
  ['text', { text: 'WHY BOTH' }, ['both']],
  ['signs of LIKE', { text: '%' }, []],
  ['time', { withinHours: 1, to: '2020-01-01T00:00:00.000Z' }, []],
])('is narrowed by %s', async (_name, filter, expected) => {
  expect(await seen('all', filter)).toEqual(expected);
});

it('tells in lists and in files which token acted', async () => {
  const [look, fleet] = (await records.list('all', { offset: 0, limit: 2 })).rows;
  expect(look).toMatchObject({ actor: 'Ada', token: 'pipeline', tokenId: TOKEN });
  expect(fleet).toMatchObject({ token: null, tokenId: null });
  for (const format of ['csv', 'ndjson'] as const) {
    let text = '';
    for await (const chunk of exportRecords(records, 'all', { format, filter: {} })) text += chunk;
    expect(text.split('\n').filter((line) => line.includes(TOKEN) && line.includes('pipeline'))).toHaveLength(1);
  }
});

it('shows of one record who, on whose grant, what changed and where', async () => {
  const [both] = (await records.list('all', { filter: { text: 'why both' }, offset: 0, limit: 1 })).rows;
  expect(await readRecord(records, 'all', both?.id ?? '')).toMatchObject({
    ...{
      what: '2 objects',
      grants: [{ role: 'fleet-admin' }],
      changes: [{ path: 'replicas', before: null, after: '3' }],
    },
    outcomes: [{ cluster: 'one', result: 'applied' }, { cluster: 'two' }],
    objects: [{ cluster: 'one', name: 'web' }, { cluster: 'two' }],
  });
});
