import type { Database } from '~/server/db/client';
import type { Events } from '../ports';
import { type EventRecord, eventOfRow } from './event-row';

/** Events in PostgreSQL; at most one of a key is open, whoever raises it. */
export function postgresEvents({ pool }: Database): Events {
  return {
    raise: async (conditions) => {
      if (conditions.length === 0) return;
      await pool.query(
        `INSERT INTO notification_event (key, kind, cluster_id, namespace, object, wanted, reason, since, due_at)
        SELECT r.key, r.kind, c.id, r.namespace, r.object, r.wanted, r.reason, r.since, r.due
        FROM jsonb_to_recordset($1::jsonb) AS r(key text, kind text, cluster text, namespace text, object jsonb, wanted jsonb, reason text, since timestamptz, due timestamptz)
        LEFT JOIN cluster c ON c.name = r.cluster WHERE r.cluster IS NULL OR c.id IS NOT NULL
        ON CONFLICT (key) WHERE ended_at IS NULL DO NOTHING`,
        [
          JSON.stringify(
            conditions.map((each) => ({ ...each, object: each.object ?? undefined, wanted: each.wanted ?? undefined })),
          ),
        ],
      );
    },

    settle: async (keys) => {
      if (keys.length === 0) return;
      const text = 'UPDATE notification_event SET ended_at = now() WHERE key = ANY($1) AND ended_at IS NULL';
      await pool.query(text, [keys]);
    },

    open: async (kinds) => {
      const { rows } = await pool.query<EventRecord>(
        `SELECT e.id::text, e.key, e.kind, c.name AS cluster, e.namespace, e.object, e.wanted, e.reason, e.since,
          e.due_at AS "dueAt", e.ended_at AS "endedAt"
        FROM notification_event e LEFT JOIN cluster c ON c.id = e.cluster_id WHERE e.kind = ANY($1) AND e.ended_at IS NULL`,
        [kinds],
      );
      return rows.flatMap(eventOfRow);
    },

    prune: async (days) => {
      await pool.query('DELETE FROM notification_event WHERE ended_at < now() - make_interval(days => $1)', [days]);
    },
  };
}
