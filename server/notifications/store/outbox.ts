import type { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import { Message } from '../model/delivery';
import type { Rule } from '../model/rule';
import type { Outbox } from '../ports';
import { findDelivery, listDeliveries } from './delivery-log';
import { readUntold } from './untold';

/** Longer than any attempt may take. */
const CLAIM_SECONDS = 60;

/** Messages on their way, in PostgreSQL. */
export function postgresOutbox(database: Database): Outbox {
  const { prisma, pool } = database;
  return {
    speak: (rule, reach, plan) =>
      prisma.$transaction(async (tx) => {
        // a rule that another replica is letting speak has nothing to say here
        const [held] = await tx.$queryRaw<{ lastToldAt: Date | null }[]>`
          SELECT last_told_at AS "lastToldAt" FROM notification_rule WHERE id = ${rule.id}::uuid AND enabled FOR UPDATE SKIP LOCKED`;
        if (!held) return false;
        const planned = plan(await readUntold(tx, rule.id, reach), held.lastToldAt);
        if (!planned) return false;
        await writeTold(tx, rule, planned);
        const { name, team, language, timeZone } = rule;
        const message: Message = { rule: name, team, language, timeZone, ...planned };
        const counted = { rule: name, began: planned.began.length, ended: planned.ended.length };
        const data = rule.channels.map((channelId) => ({ channelId, message, ...counted }));
        await tx.notificationDelivery.createMany({ data });
        return true;
      }),

    claim: async (limit) => {
      const { rows } = await pool.query<Omit<Claimed, 'message'> & { message: unknown }>(CLAIM, [limit, CLAIM_SECONDS]);
      return rows.map((row) => ({ ...row, message: Message.parse(row.message) }));
    },

    settle: async (id, sent, next) => {
      const state = sent.ok ? 'delivered' : next ? 'waiting' : 'given-up';
      const fault = sent.ok ? null : sent.fault;
      const settledAt = state === 'waiting' ? null : new Date();
      const data = { state, fault, status: sent.status, nextAt: sent.ok ? null : next, claimedUntil: null, settledAt };
      await prisma.notificationDelivery.updateMany({ where: { id, state: 'waiting' }, data });
    },

    list: (owners, input) => listDeliveries(prisma, owners, input),

    find: (owners, id) => findDelivery(prisma, owners, id),

    retry: async (id) => {
      const { rowCount } = await pool.query(RETRY, [id]);
      return rowCount === 1;
    },

    prune: async (days) => {
      const text = `DELETE FROM notification_delivery WHERE settled_at < now() - make_interval(days => $1)`;
      await pool.query(text, [days]);
    },
  };
}

type Claimed = Awaited<ReturnType<Outbox['claim']>>[number];

/** The oldest of each channel or nothing of it, so that a slow receiver keeps only itself waiting. */
const CLAIM = `
  WITH due AS (
    SELECT DISTINCT ON (d.channel_id) d.id FROM notification_delivery d
    WHERE d.state = 'waiting' AND d.next_at <= now()
    ORDER BY d.channel_id, d.next_at, d.id LIMIT $1),
  taken AS (SELECT d.id FROM notification_delivery d JOIN due ON due.id = d.id
    WHERE d.state = 'waiting' AND d.next_at <= now() AND (d.claimed_until IS NULL OR d.claimed_until <= now()) FOR UPDATE OF d SKIP LOCKED)
  UPDATE notification_delivery d SET attempts = d.attempts + 1, claimed_until = now() + make_interval(secs => $2) FROM taken
  WHERE d.id = taken.id
  RETURNING d.id::text, d.channel_id::text AS "channelId", d.message, d.attempts, d.created_at AS "createdAt"`;

const RETRY = `
  UPDATE notification_delivery SET state = 'waiting', next_at = now(), settled_at = NULL, claimed_until = NULL
  WHERE id = $1 AND state <> 'delivered' AND (claimed_until IS NULL OR claimed_until <= now())`;

async function writeTold(
  tx: Prisma.TransactionClient,
  rule: Rule,
  planned: { began: { id: string }[]; ended: { id: string }[] },
) {
  const ids = (events: { id: string }[]) => events.map(({ id }) => id);
  await tx.$executeRaw`INSERT INTO notification_told (rule_id, event_id)
    SELECT ${rule.id}::uuid, e.id FROM notification_event e WHERE e.id = ANY(${ids(planned.began)}::uuid[]) ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`UPDATE notification_told SET ended = now() WHERE rule_id = ${rule.id}::uuid AND event_id = ANY(${ids(planned.ended)}::uuid[])`;
  await tx.notificationRule.update({ where: { id: rule.id }, data: { lastToldAt: new Date() } });
}
