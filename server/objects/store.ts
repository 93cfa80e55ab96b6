import type { Database } from '~/server/db/client';
import { Drain } from './model/drain';
import type { DrainStore } from './ports';

type Row = Omit<Drain, 'node'> & { cluster: string; name: string };

/** A drain that runs writes every few seconds; one that does not was left by a process that ended. */
const ALIVE = "interval '30 seconds'";
const STATE = `CASE WHEN state = 'running' AND updated_at < now() - ${ALIVE} THEN 'interrupted' ELSE state END`;
const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Drains in PostgreSQL. */
export function postgresDrains({ pool }: Database): DrainStore {
  return {
    open: async ({ node: { cluster, name }, total, startedBy }) => {
      await pool.query(
        `UPDATE node_drain SET state = 'interrupted' WHERE cluster = $1 AND node = $2 AND ${STATE} = 'interrupted'`,
        [cluster, name],
      );
      // the index lets one drain of a node run
      const { rows } = await pool.query<{ id: string }>(
        `INSERT INTO node_drain (id, cluster, node, total, started_by) VALUES (gen_random_uuid(), $1, $2, $3, $4)
        ON CONFLICT (cluster, node) WHERE state = 'running' DO NOTHING RETURNING id`,
        [cluster, name, total, startedBy],
      );
      return rows[0]?.id;
    },
    save: async (id, { state, total, pods, said }) => {
      const { rows } = await pool.query<{ cancelled: boolean }>(
        `UPDATE node_drain SET state = coalesce($2, state), total = coalesce($3, total), pods = coalesce($4::jsonb, pods),
          said = coalesce($5, said), updated_at = now() WHERE id = $1::uuid RETURNING cancelled`,
        [id, state ?? null, total ?? null, pods ? JSON.stringify(pods) : null, said ?? null],
      );
      return { cancelled: rows[0]?.cancelled ?? true };
    },
    cancel: async (id) => {
      await pool.query('UPDATE node_drain SET cancelled = true WHERE id = $1::uuid', [id]);
    },
    list: async (cluster, node) => {
      const { rows } = await pool.query<Row>(
        `SELECT DISTINCT ON (node) id, cluster, node AS name, ${STATE} AS state, total, pods, said, started_by AS "startedBy",
          ${iso('started_at')} AS "startedAt", ${iso('updated_at')} AS "updatedAt"
        FROM node_drain WHERE cluster = $1 AND ($2::text IS NULL OR node = $2) ORDER BY node, started_at DESC`,
        [cluster, node ?? null],
      );
      return rows.map(({ cluster: of, name, ...row }) => Drain.parse({ ...row, node: { cluster: of, name } }));
    },
  };
}
