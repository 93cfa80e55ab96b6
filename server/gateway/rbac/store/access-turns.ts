import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '~/server/db/client';
import type { AccessTurns } from '../ports';

/** Longer than one may write at a time (`keep-access`), so that a turn that nobody gave back is over by itself. */
const WRITING_S = 30;
/** Longer than a member takes to give up all that was written into it. */
const WITHHELD_S = 300;
const LOOK_MS = 50;

/** Who may write roles into a member, in one row of PostgreSQL per member; its clock decides. */
export function postgresAccessTurns({ pool }: Database): AccessTurns {
  const isWriting = async (cluster: string) =>
    (await pool.query({ name: 'rbac-is-writing', text: IS_WRITING, values: [cluster] })).rows.length > 0;
  return {
    writing: async ({ clusterId, holder, epoch }, work) => {
      const values = [clusterId, holder, epoch];
      const { rowCount } = await pool.query({ name: 'rbac-begin', text: BEGIN, values: [...values, WRITING_S] });
      if (rowCount === 0) return undefined;
      try {
        return await work();
      } finally {
        await pool.query({ name: 'rbac-end', text: END, values });
      }
    },
    withheld: async (cluster, work) => {
      await pool.query({ name: 'rbac-withhold', text: WITHHOLD, values: [cluster, WITHHELD_S] });
      try {
        while (await isWriting(cluster)) await sleep(LOOK_MS);
        return await work();
      } finally {
        // where the work has removed the cluster, this row went with it
        await pool.query({ name: 'rbac-give-back', text: GIVE_BACK, values: [cluster] });
      }
    },
  };
}

const HELD = 'SELECT cluster_id FROM cluster_lease WHERE cluster_id = $1::uuid AND holder = $2 AND epoch = $3';

const BEGIN = `INSERT INTO member_rights_turn AS t (cluster_id, writing_until)
  SELECT cluster_id, now() + make_interval(secs => $4) FROM (${HELD}) held
  ON CONFLICT (cluster_id) DO UPDATE SET writing_until = excluded.writing_until
  WHERE t.withheld_until IS NULL OR t.withheld_until <= now()`;

const END = `UPDATE member_rights_turn SET writing_until = NULL WHERE cluster_id IN (${HELD})`;

const WITHHOLD = `INSERT INTO member_rights_turn (cluster_id, withheld_until)
  SELECT id, now() + make_interval(secs => $2) FROM cluster WHERE name = $1
  ON CONFLICT (cluster_id) DO UPDATE SET withheld_until = excluded.withheld_until`;

const OF_NAME = '(SELECT id FROM cluster WHERE name = $1)';

const IS_WRITING = `SELECT 1 FROM member_rights_turn WHERE cluster_id = ${OF_NAME} AND writing_until > now()`;

const GIVE_BACK = `UPDATE member_rights_turn SET withheld_until = NULL WHERE cluster_id = ${OF_NAME}`;
