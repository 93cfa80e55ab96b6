import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { personWith } from '~/server/teams/testing/people';
import { verifyChain } from '../core/verify-chain';
import type { Entry } from '../model/entry';
import { recorded } from '../recorded';
import { testTrail } from '../testing/test-trail';
import { chainReader } from './chain-reader';
import { postgresEntries } from './entries';
import { auditRetention } from './retention';

const { database } = await testDatabase();
const { prisma, pool } = database;
const { audit, entries, sealer } = testTrail(database);
const actor = { ...personWith('editor'), from: { address: '203.0.113.1', agent: 'a browser' } };

const entry = (about: string): Entry => ({
  ...{ id: randomUUID(), kind: 'intent', intent: null, actorId: 'ada', actorName: 'Ada', action: 'objects.act' },
  ...{
    tokenId: null,
    tokenName: null,
    teams: [],
    clusters: ['one'],
    namespaces: [''],
    outcome: null,
    requestId: about,
  },
  body: { text: '一个 🜁 "', number: 1.5e-7, large: 1e21, list: [null, true, { z: 1, a: 2 }] },
});
const check = async () => verifyChain(await chainReader(database, sealer));
const said = async () => (await check()).faults.map((fault) => fault.said);

/** What someone does who owns the database: the trigger is no hindrance to them. */
async function tamper(statement: string): Promise<void> {
  await pool.query(
    `ALTER TABLE audit_entry DISABLE TRIGGER USER; ${statement}; ALTER TABLE audit_entry ENABLE TRIGGER USER`,
  );
}

beforeEach(async () => {
  await tamper('DELETE FROM audit_entry');
  await pool.query(
    `UPDATE audit_chain SET base_seq = 0, base_hash = '\\x00', base_mac = NULL, head_seq = 0, head_hash = '\\x00', head_mac = NULL`,
  );
  await prisma.sealedSecret.deleteMany();
  const fresh = postgresEntries(database, sealer);
  for (const about of ['a', 'b', 'c', 'd', 'e'])
    await fresh.append(about === 'd' ? { ...entry(about), tokenId: 'token', tokenName: 'pipeline' } : entry(about));
});

describe('the chain', () => {
  it('has one order when two replicas append at once', async () => {
    const other = postgresEntries(database, sealer);
    const replica = postgresEntries(database, sealer);
    await Promise.all(
      Array.from({ length: 300 }, (_, index) => (index % 2 === 0 ? other : replica).append(entry(`${index}`))),
    );
    expect(await check()).toMatchObject({ entries: 305, faults: [], head: { seq: 305 } });
  });

  it('lets nobody change, remove or empty it', async () => {
    for (const statement of [
      `UPDATE audit_entry SET actor_name = 'Ben'`,
      'DELETE FROM audit_entry',
      'TRUNCATE audit_entry',
    ]) {
      await expect(pool.query(statement)).rejects.toThrow('append-only');
    }
    expect(await said()).toEqual([]);
  });

  it.each([
    [`UPDATE audit_entry SET actor_name = 'Ben' WHERE seq = 3`, 'entry 3 was changed, replaced or moved'],
    [`UPDATE audit_entry SET body = body || '{"x": 1}' WHERE seq = 1`, 'entry 1 was changed, replaced or moved'],
    [`UPDATE audit_entry SET at = at + interval '1 ms' WHERE seq = 5`, 'entry 5 was changed, replaced or moved'],
    [`UPDATE audit_entry SET token_id = 'token' WHERE seq = 2`, 'entry 2 was changed, replaced or moved'],
    [
      `UPDATE audit_entry SET token_id = NULL, token_name = NULL WHERE seq = 4`,
      'entry 4 was changed, replaced or moved',
    ],
    ['DELETE FROM audit_entry WHERE seq = 2', 'entry 2 was removed'],
    ['DELETE FROM audit_entry WHERE seq IN (1, 2)', 'entries 1 to 2 were removed'],
    ['DELETE FROM audit_entry WHERE seq >= 4', 'entries 4 to 5 were removed'],
    [
      'UPDATE audit_entry SET seq = seq + 90 WHERE seq IN (2, 3); UPDATE audit_entry SET seq = 95 - seq WHERE seq > 90',
      'entry 2 was changed, replaced or moved',
    ],
    [
      `DELETE FROM audit_entry WHERE seq = 5; UPDATE audit_chain SET head_seq = 4, head_hash = (SELECT hash FROM audit_entry WHERE seq = 4)`,
      'the end at 4 was not written by the hub',
    ],
    [
      `DELETE FROM audit_entry WHERE seq = 1; UPDATE audit_chain SET base_seq = 1, base_hash = (SELECT hash FROM audit_entry WHERE seq = 1)`,
      'the beginning at 1 was not set by retention',
    ],
  ])('names the fault after %s', async (statement, expected) => {
    const [remove, ...rest] = statement.includes('base_hash') ? statement.split('; ').toReversed() : [statement];
    await tamper([remove, ...rest].join('; '));
    expect(await said()).toContain(expected);
  });

  it('holds after retention took its oldest away, and goes on', async () => {
    const reader = await pool.query<{ at: Date }>('SELECT at FROM audit_entry WHERE seq = 4');
    const removed = await auditRetention(database, sealer).removeBefore(reader.rows[0]?.at ?? new Date(0));
    const left = Number((await pool.query('SELECT count(*) AS n FROM audit_entry')).rows[0]?.n);
    expect(removed + left).toBe(5);
    await auditRetention(database, sealer).removeBefore(new Date(Date.now() + 1000));
    await postgresEntries(database, sealer).append(entry('after'));
    expect(await check()).toMatchObject({ entries: 1, faults: [], base: { seq: 5 }, head: { seq: 6 } });
  });
});

describe('the trail', () => {
  it('writes the intent before the work, who it was, on whose grant, from where, and the outcome in a row of its own', async () => {
    const intent = { actor, action: 'objects.act', target: { cluster: 'one', namespace: 'shop' }, requestId: 'req' };
    const during = await recorded(audit, intent, () => prisma.auditEntry.count({ where: { requestId: 'req' } }));
    expect(during).toBe(1);
    const kept = await prisma.auditEntry.findFirstOrThrow({ where: { requestId: 'req' } });
    expect(kept).toMatchObject({ actorId: actor.id, clusters: ['one'], namespaces: ['shop'], outcome: null });
    expect(kept.body).toMatchObject({ grants: [{ id: 'g1', role: 'editor', team: null }], from: actor.from });
    const outcome = await prisma.auditEntry.findFirstOrThrow({ where: { intent: kept.id } });
    expect(outcome).toMatchObject({ kind: 'outcome', outcome: 'applied' });
  });

  it('does not run what it cannot record', async () => {
    const work = vi.fn(async () => undefined);
    const broken = { ...audit, intend: () => Promise.reject(new Error('the database is away')) };
    const intent = { actor, action: 'objects.act', target: {}, requestId: 'never' };
    await expect(recorded(broken, intent, work)).rejects.toThrow('away');
    expect(work).not.toHaveBeenCalled();
  });

  it('marks what a crash left', async () => {
    const id = await audit.intend({ actor, action: 'objects.act', target: {}, requestId: 'crashed' });
    const settledBefore = await prisma.auditEntry.count({ where: { outcome: 'abandoned', intent: id } });
    await audit.abandonBefore(new Date(Date.now() + 1000));
    expect([settledBefore, await prisma.auditEntry.count({ where: { outcome: 'abandoned', intent: id } })]).toEqual([
      0, 1,
    ]);
    expect(await entries.unsettled(new Date(Date.now() + 1000))).toEqual([]);
  });

  it('keeps nothing of a Secret that was written, before or after', async () => {
    const target = { cluster: 'one', group: '', version: 'v1', plural: 'secrets', namespace: 'shop', name: 'db' };
    const detail = { changes: [{ path: 'data.password', before: 'aHVudGVyMg==', after: 'aHVudGVyMw==' }] };
    const work = async () => detail;
    await recorded(audit, { actor, action: 'objects.update', target, requestId: 'secret' }, work, (done) => ({
      ...{ outcome: 'applied', detail: done },
    }));
    const { rows } = await pool.query<{ all: string }>('SELECT string_agg(e::text, chr(10)) AS all FROM audit_entry e');
    expect(rows[0]?.all).toContain('data.password');
    expect(rows[0]?.all).not.toMatch(/aHVudGVyM/);
  });
});
