import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { EVERYWHERE, type GrantScope } from '~/server/teams/model/grant';
import { tellRules } from '../tell-rules';
import { failed, failedNode, lost, wanted } from '../testing/events';
import { notifiedFleet } from '../testing/notified-fleet';

const { database } = await testDatabase();
const fleet = notifiedFleet(database);
const { events, outbox, rules, tell } = fleet;
const named = (...names: string[]): Partial<GrantScope> => ({ clusters: { by: 'name', names } });

await fleet.member('one');
await fleet.member('two');

beforeEach(async () => {
  await database.pool.query(
    'DELETE FROM notification_rule; DELETE FROM notification_channel; DELETE FROM notification_event; DELETE FROM team',
  );
});

const spoke = () =>
  tellRules(tell, (_rule, error) => {
    throw error;
  });
/** What waits to be sent, as `rule: new / ended`. */
async function said() {
  const { rows } = await database.pool.query<{
    message: { rule: string; began: { key: string }[]; ended: { key: string }[] };
  }>('SELECT message FROM notification_delivery ORDER BY created_at, id');
  const keys = (list: { key: string }[]) =>
    list
      .map(({ key }) => key)
      .sort()
      .join(' ');
  return rows.map(({ message }) => `${message.rule}: ${keys(message.began)} / ${keys(message.ended)}`).sort();
}

describe('events', () => {
  it('are open once, whoever raises them and however often', async () => {
    await Promise.all(Array.from({ length: 8 }, () => events.raise([lost('one'), failed('two', 'shop', 'web')])));
    expect((await events.open(['lost-member', 'workload-failed'])).map(({ key }) => key).sort()).toEqual([
      'lost-member/one',
      'workload-failed/two/shop/web',
    ]);
    await events.settle(['lost-member/one']);
    await events.settle(['lost-member/one']);
    expect(await events.open(['lost-member'])).toEqual([]);
    await events.raise([lost('one'), lost('nobody')]);
    expect(await events.open(['lost-member'])).toMatchObject([{ cluster: 'one', object: null, endedAt: null }]);
  });
});

describe('a rule', () => {
  it('says once what is new and once what has ended', async () => {
    await fleet.rule(null, { channels: [await fleet.channel(null), await fleet.channel(null)] });
    await events.raise([lost('one')]);
    expect([await spoke(), await spoke()]).toEqual([1, 0]);
    await events.settle(['lost-member/one']);
    expect([await spoke(), await spoke()]).toEqual([1, 0]);
    const [began, ended] = ['rule of the fleet: lost-member/one / ', 'rule of the fleet:  / lost-member/one'];
    expect(await said()).toEqual([ended, ended, began, began]);
  });

  it('does not say what ended before it was told', async () => {
    await fleet.rule(null, { channels: [await fleet.channel(null)] });
    await events.raise([lost('one')]);
    await events.settle(['lost-member/one']);
    expect(await spoke()).toBe(0);
  });

  it('of a team tells what the team may see, and what the rule is about', async () => {
    await fleet.team('shop', { ...named('one'), namespaces: ['shop'] });
    await fleet.team('infra', named('two'));
    const lab = { clusters: { by: 'all' as const }, namespaces: ['lab'], environments: null };
    await fleet.rule('shop', { channels: [await fleet.channel('shop')] });
    await fleet.rule('infra', { channels: [await fleet.channel('infra')] });
    await fleet.rule('infra', { name: 'lab alone', scope: lab, channels: [await fleet.channel('infra')] });
    const places = ['one', 'two'].flatMap((name) => [failed(name, 'shop', 'web'), failed(name, 'lab', 'web')]);
    await events.raise([...places, failedNode('one', 'n'), failedNode('two', 'n'), lost('two')]);
    await spoke();
    expect(await said()).toEqual([
      'lab alone: lost-member/two workload-failed/two/lab/web / ',
      'rule of infra: lost-member/two node-failed/two/n workload-failed/two/lab/web workload-failed/two/shop/web / ',
      'rule of shop: workload-failed/one/shop/web / ',
    ]);
  });

  it('of a team tells of those whose request the team may decide', async () => {
    const one: GrantScope = { ...EVERYWHERE, ...named('one') };
    await fleet.team('shop', one);
    await fleet.team('infra', named('one'), null, 'admin');
    const about = { kinds: ['approval-wanted' as const] };
    for (const team of ['shop', 'infra', null])
      await fleet.rule(team, { ...about, channels: [await fleet.channel(team)] });
    const [here, there] = [wanted(one), wanted({ ...EVERYWHERE, ...named('two') }, 'editor')];
    await events.raise([here, there]);
    await spoke();
    await events.settle([here.key]);
    await spoke();
    expect(await said()).toEqual([
      `rule of infra:  / ${here.key}`,
      `rule of infra: ${here.key} / `,
      `rule of the fleet:  / ${here.key}`,
      `rule of the fleet: ${there.key} ${here.key} / `,
    ]);
  });

  it.each(['drift', 'failed-wave', 'posture-fault'] as const)(
    'tells of %s, whichever domain raises it',
    async (kind) => {
      await fleet.team('shop', { ...named('one'), namespaces: ['shop'] });
      await fleet.rule('shop', { kinds: [kind], channels: [await fleet.channel('shop')] });
      const raised = ['shop', 'lab'].map((namespace) => ({ ...failed('one', namespace, 'web'), kind, key: namespace }));
      await events.raise(raised);
      await spoke();
      await events.settle(['shop', 'lab']);
      await spoke();
      expect(await said()).toEqual(['rule of shop:  / shop', 'rule of shop: shop / ']);
    },
  );

  it('falls silent with the rights of its team', async () => {
    const grant = await fleet.team('shop', {});
    await fleet.team('late', {}, new Date(Date.now() - 1000));
    await fleet.rule('shop', { channels: [await fleet.channel('shop')] });
    await fleet.rule('late', { channels: [await fleet.channel('late')] });
    await events.raise([lost('one')]);
    expect(await spoke()).toBe(1);
    await fleet.grants.remove(grant);
    await events.settle(['lost-member/one']);
    await events.raise([lost('two')]);
    expect(await spoke()).toBe(0);
  });

  it('goes with its team', async () => {
    await fleet.team('shop', {});
    await fleet.rule('shop', { channels: [await fleet.channel('shop')] });
    await fleet.teams.remove('shop');
    expect(await rules.list('all')).toEqual([]);
  });

  it('is let speak by one replica at a time', async () => {
    await fleet.rule(null, { channels: [await fleet.channel(null)] });
    await events.raise([lost('one'), lost('two')]);
    const counts = await Promise.all(Array.from({ length: 6 }, () => spoke()));
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    expect(await said()).toHaveLength(1);
  });

  it('says nothing while it is disabled', async () => {
    await fleet.rule(null, { enabled: false, channels: [await fleet.channel(null)] });
    await events.raise([lost('one')]);
    expect(await spoke()).toBe(0);
  });
});

describe('deliveries', () => {
  const range = { offset: 0, limit: 10 };
  const waiting = async (...clusters: string[]) => {
    const channel = await fleet.channel(null);
    await fleet.rule(null, { channels: [channel] });
    for (const cluster of clusters) {
      await events.raise([lost(cluster)]);
      await spoke();
    }
    return channel;
  };
  const failedOnce = { ok: false, fault: 'timeout', status: null } as const;

  it('are claimed one by one for a channel, by one replica', async () => {
    await waiting('one', 'two');
    const claims = (await Promise.all(Array.from({ length: 5 }, () => outbox.claim(8)))).flat();
    expect(claims).toMatchObject([{ attempts: 1, message: { began: [{ cluster: 'one' }] } }]);
    await outbox.settle(claims[0]!.id, { ok: true, status: 200 }, null);
    expect(await outbox.claim(8)).toMatchObject([{ message: { began: [{ cluster: 'two' }] } }]);
  });

  it('are anybody’s again when whoever claimed them is gone', async () => {
    await waiting('one');
    const [first] = await outbox.claim(8);
    expect(await outbox.claim(8)).toEqual([]);
    await database.pool.query(`UPDATE notification_delivery SET claimed_until = now() - interval '1 second'`);
    expect(await outbox.claim(8)).toMatchObject([{ id: first!.id, attempts: 2 }]);
  });

  it('wait for their next try, and tell of it', async () => {
    await waiting('one');
    const [claimed] = await outbox.claim(8);
    const next = new Date(Date.now() + 60_000);
    await outbox.settle(claimed!.id, failedOnce, next);
    expect(await outbox.claim(8)).toEqual([]);
    const { rows } = await outbox.list('all', range);
    expect(rows).toMatchObject([
      {
        state: 'waiting',
        fault: 'timeout',
        attempts: 1,
        nextAt: next.toISOString(),
        channel: 'hook',
        began: 1,
        ended: 0,
      },
    ]);
    await outbox.settle(claimed!.id, failedOnce, null);
    expect((await outbox.list('all', { ...range, states: ['given-up'] })).rows).toMatchObject([{ nextAt: null }]);
  });

  it('are tried at once when someone says so, unless they have arrived or are being sent', async () => {
    await waiting('one');
    const [claimed] = await outbox.claim(8);
    expect(await outbox.retry(claimed!.id)).toBe(false);
    await outbox.settle(claimed!.id, failedOnce, null);
    expect(await outbox.claim(8)).toEqual([]);
    expect(await outbox.retry(claimed!.id)).toBe(true);
    expect(await outbox.claim(8)).toMatchObject([{ id: claimed!.id, attempts: 2 }]);
    await outbox.settle(claimed!.id, { ok: true, status: 200 }, null);
    expect(await outbox.retry(claimed!.id)).toBe(false);
    expect(await outbox.find('all', claimed!.id)).toMatchObject({ state: 'delivered', attempts: 2 });
    expect(await outbox.find({ teams: ['shop'], fleet: false }, claimed!.id)).toBeUndefined();
  });

  it('are listed page by page, to their owners alone', async () => {
    await waiting('one', 'two');
    const pages = await Promise.all([0, 1].map((offset) => outbox.list('all', { offset, limit: 1 })));
    expect(pages).toMatchObject([
      { total: 2, rows: [{ began: 1 }] },
      { total: 2, rows: [{ began: 1 }] },
    ]);
    expect(pages[0]!.rows[0]!.id).not.toBe(pages[1]!.rows[0]!.id);
    expect((await outbox.list('all', { ...range, text: 'HOOK' })).total).toBe(2);
    expect((await outbox.list('all', { ...range, text: '100%' })).total).toBe(0);
    expect((await outbox.list({ teams: ['shop'], fleet: false }, range)).rows).toEqual([]);
    expect((await outbox.list({ teams: [], fleet: true }, range)).rows).toHaveLength(2);
  });
});
