import type { Database } from '~/server/db/client';

/** A member that this process watches, for as long as it renews. */
export type HeldLease = {
  clusterId: string;
  name: string;
  epoch: number;
  revision: number;
  kubeSystemUid: string | null;
};

export type LeaseStore = {
  /** Renews what is held, takes what is free or expired, and returns everything held now. */
  keep(holder: string, seconds: number): Promise<HeldLease[]>;
  release(holder: string): Promise<void>;
};

/** PostgreSQL's own clock decides, so that replicas with different clocks agree. */
export function postgresLeases({ pool }: Database): LeaseStore {
  return {
    keep: async (holder, seconds) => {
      await pool.query(
        `INSERT INTO cluster_lease AS l (cluster_id, holder, epoch, expires_at)
        SELECT c.id, $1, 1, now() + make_interval(secs => $2) FROM cluster c LEFT JOIN cluster_lease o ON o.cluster_id = c.id
        WHERE c.state <> 'suspended' AND (o.cluster_id IS NULL OR o.holder = $1 OR o.expires_at < now())
        ON CONFLICT (cluster_id) DO UPDATE SET holder = $1, expires_at = excluded.expires_at,
          epoch = CASE WHEN l.holder = $1 AND l.expires_at >= now() THEN l.epoch ELSE l.epoch + 1 END
        WHERE l.holder = $1 OR l.expires_at < now()`,
        [holder, seconds],
      );
      const { rows } = await pool.query<HeldLease>(
        `SELECT c.id::text AS "clusterId", c.name, l.epoch, c.revision, c.kube_system_uid AS "kubeSystemUid"
        FROM cluster_lease l JOIN cluster c ON c.id = l.cluster_id
        WHERE l.holder = $1 AND l.expires_at > now() AND c.state <> 'suspended'`,
        [holder],
      );
      return rows;
    },
    release: async (holder) => {
      await pool.query('UPDATE cluster_lease SET expires_at = now() WHERE holder = $1', [holder]);
    },
  };
}
