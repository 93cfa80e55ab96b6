import { describe, expect, it } from 'vitest';
import { testTrail } from '~/server/audit/testing/test-trail';
import { testDatabase } from '~/server/db/testing/test-database';
import type { PersonActor } from '~/server/teams/model/actor';
import { EVERYWHERE } from '~/server/teams/model/grant';
import { ADA, personWith } from '~/server/teams/testing/people';
import { listChannels, removeChannel, saveChannel } from './edit-channel';
import { listRules, removeRule, saveRule } from './edit-rule';
import type { ManageRequest } from './manage';
import { ChannelInput } from './model/channel';
import { RuleInput } from './model/rule';
import type { OpenChannel } from './ports';
import { retryDelivery } from './retry-delivery';
import { testChannel } from './test-channel';
import { notifiedFleet } from './testing/notified-fleet';

const { database } = await testDatabase();
const fleet = notifiedFleet(database);
await fleet.team('shop', {});
await fleet.team('infra', {});

const sent: OpenChannel[] = [];
const send = async (channel: OpenChannel) => {
  sent.push(channel);
  return { ok: false as const, fault: 'status' as const, status: 500 };
};
const deps = { rules: fleet.rules, channels: fleet.channels, send, audit: testTrail(database).audit };

/** Someone with a role through a team. */
const through = (team: string, role: 'admin' | 'viewer'): PersonActor => {
  const { rights, ...person } = personWith(role);
  const scope = { ...EVERYWHERE, namespaces: ['x'] };
  return { ...person, rights: rights.map((grant) => ({ ...grant, team, scope })) };
};
const as = (actor: PersonActor) => ({ actor, requestId: 'r1' });
const lead = as(through('shop', 'admin'));
const hook = (change: object = {}) =>
  ChannelInput.parse({
    ...{ name: 'hook', team: 'shop' },
    target: { kind: 'webhook', url: 'https://hooks.example/path-s3cret', signingKey: 'key-s3cret-of-the-team' },
    ...change,
  });
const rule = (change: object) =>
  RuleInput.parse({ name: 'On duty', team: 'shop', kinds: ['drift'], scope: EVERYWHERE, ...change });
const failure = (kind: string, more: object = {}) => ({ failure: { kind, ...more } });

describe('channels', () => {
  it('keep their secrets sealed: in no answer, no table but the sealed one, no record', async () => {
    const id = await saveChannel(deps, lead, hook());
    expect(await listChannels(deps, lead.actor)).toMatchObject([
      { id, leadsTo: 'https://hooks.example', rules: 0, editable: true },
    ]);
    await saveChannel(deps, lead, hook({ id, name: 'renamed', target: { kind: 'webhook' } }));
    const { url, key } = (await fleet.channels.open(id))!;
    expect([url?.reveal(), key?.reveal()]).toEqual(['https://hooks.example/path-s3cret', 'key-s3cret-of-the-team']);
    const tables = ['notification_channel', 'audit_entry', 'sealed_secret'];
    for (const table of tables) {
      const { rows } = await database.pool.query(`SELECT t.*::text AS text FROM ${table} t`);
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toMatch(/s3cret/);
    }
    expect(await database.prisma.sealedSecret.count({ where: { purpose: { not: 'audit-chain' } } })).toBe(1);
    await removeChannel(deps, lead, { id });
    expect(await database.prisma.sealedSecret.count({ where: { purpose: { not: 'audit-chain' } } })).toBe(0);
  });

  it('ask for the key again when they lead elsewhere', async () => {
    const id = await saveChannel(deps, lead, hook());
    const elsewhere = { kind: 'webhook', url: 'https://evil.example/' };
    await expect(saveChannel(deps, lead, hook({ id, target: elsewhere }))).rejects.toMatchObject(failure('invalid'));
    await removeChannel(deps, lead, { id });
  });

  it('are tested at once, and the record says how it went', async () => {
    const id = await saveChannel(deps, lead, hook());
    const outcome = await testChannel(deps, lead, { id, language: 'en' });
    expect(outcome).toEqual({ ok: false, fault: 'status', status: 500 });
    expect(sent).toMatchObject([{ id }]);
    const intent = await database.prisma.auditEntry.findFirstOrThrow({
      where: { action: 'notifications.testChannel' },
    });
    const settled = await database.prisma.auditEntry.findFirstOrThrow({ where: { intent: intent.id } });
    expect(settled).toMatchObject({ outcome: 'failed', body: { detail: { status: 500 } } });
    await removeChannel(deps, lead, { id });
  });

  it('stay while a rule tells through them', async () => {
    const id = await saveChannel(deps, lead, hook());
    const made = await saveRule(deps, lead, rule({ channels: [id] }));
    await expect(removeChannel(deps, lead, { id })).rejects.toMatchObject(failure('conflict'));
    await removeRule(deps, lead, { id: made });
    await removeChannel(deps, lead, { id });
  });
});

describe('a message that did not arrive', () => {
  it('is tried again by who manages its team, on the record', async () => {
    const channelId = await saveChannel(deps, lead, hook());
    const message = { rule: 'r', team: 'shop', language: 'en', timeZone: 'UTC', began: [], ended: [] };
    const counts = { rule: 'r', began: 0, ended: 0, state: 'given-up' };
    const { id } = await database.prisma.notificationDelivery.create({ data: { channelId, message, ...counts } });
    const { outbox } = fleet;
    const retry = (who: ManageRequest) => retryDelivery({ ...deps, outbox }, who, { id });
    await expect(retry(as(through('infra', 'admin')))).rejects.toMatchObject(failure('not-found'));
    await expect(retry(as(through('shop', 'viewer')))).rejects.toMatchObject(failure('forbidden'));
    await retry(lead);
    expect(await outbox.claim(8)).toMatchObject([{ id, attempts: 1 }]);
    await expect(retry(lead)).rejects.toMatchObject(failure('conflict'));
    const where = { action: 'notifications.retryDelivery' };
    const intents = (await database.prisma.auditEntry.findMany({ where })).map(({ id: intent }) => intent);
    const settled = await database.prisma.auditEntry.findMany({
      where: { intent: { in: intents } },
      orderBy: { seq: 'asc' },
    });
    expect(settled.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'applied', 'refused']);
    await removeChannel(deps, lead, { id: channelId });
  });
});

describe('who manages', () => {
  it('is the admin of that very team, or who holds it everywhere', async () => {
    const id = await saveChannel(deps, lead, hook());
    const made = await saveRule(deps, as(ADA), rule({ channels: [id] }));
    for (const other of [through('infra', 'admin'), personWith('admin', { ...EVERYWHERE, namespaces: ['x'] })]) {
      expect(await listRules(deps, other)).toEqual([]);
      await expect(removeRule(deps, as(other), { id: made })).rejects.toMatchObject(failure('not-found'));
      await expect(testChannel(deps, as(other), { id, language: 'en' })).rejects.toMatchObject(failure('not-found'));
      await expect(saveChannel(deps, as(other), hook())).rejects.toMatchObject(failure('forbidden'));
      await expect(saveRule(deps, as(other), rule({ channels: [id] }))).rejects.toMatchObject(failure('forbidden'));
    }
    const viewer = through('shop', 'viewer');
    expect(await listRules(deps, viewer)).toMatchObject([{ id: made, editable: false }]);
    await expect(removeRule(deps, as(viewer), { id: made })).rejects.toMatchObject(failure('forbidden'));
    await expect(saveRule(deps, lead, rule({ team: null, channels: [id] }))).rejects.toMatchObject(
      failure('forbidden'),
    );
  });

  it('is refused on the record', async () => {
    const before = await database.prisma.auditEntry.count();
    const other = as(through('infra', 'admin'));
    const id = '00000000-0000-4000-8000-000000000009';
    await expect(saveRule(deps, other, rule({ channels: [id] }))).rejects.toMatchObject(failure('forbidden'));
    await expect(testChannel(deps, other, { id, language: 'en' })).rejects.toMatchObject(failure('not-found'));
    await expect(saveChannel(deps, other, hook())).rejects.toMatchObject(failure('forbidden'));
    const entries = await database.prisma.auditEntry.findMany({ orderBy: { seq: 'asc' }, skip: before });
    expect(entries.filter(({ outcome }) => outcome === 'refused')).toHaveLength(3);
    expect(JSON.stringify(entries.map(({ body }) => body))).not.toContain('s3cret');
  });

  it('tells through the channels of the team alone, and moves nothing to another', async () => {
    const foreign = await saveChannel(deps, as(ADA), hook({ team: 'infra' }));
    const own = await saveChannel(deps, lead, hook());
    await expect(saveRule(deps, lead, rule({ channels: [foreign] }))).rejects.toMatchObject(failure('not-found'));
    const moved = hook({ id: own, team: 'infra' });
    await expect(saveChannel(deps, as(ADA), moved)).rejects.toMatchObject(failure('invalid'));
  });
});
