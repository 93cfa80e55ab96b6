import type { Database } from '~/server/db/client';
import type { WatchLease } from '../ports';

/** The one row that says who looks; PostgreSQL's own clock decides. */
export function postgresWatchLease({ pool }: Database): WatchLease {
  return {
    keep: async (holder, seconds) => {
      const { rowCount } = await pool.query(
        `INSERT INTO notification_watch AS w (id, holder, expires_at) VALUES (1, $1, now() + make_interval(secs => $2))
        ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
        WHERE w.holder = excluded.holder OR w.expires_at < now()`,
        [holder, seconds],
      );
      return rowCount === 1;
    },
    release: async (holder) => {
      await pool.query('DELETE FROM notification_watch WHERE holder = $1', [holder]);
    },
  };
}
