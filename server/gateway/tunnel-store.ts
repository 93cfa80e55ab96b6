import type { Database } from '~/server/db/client';

export type BegunTunnel = {
  clusterId: string;
  agentId: string;
  holder: string;
  /** `host:port` where other replicas reach the holder. */
  address: string;
  agentVersion: string;
  writes: boolean;
};

/** A member's newest tunnel as the database knows it. `trusted`: its agent may serve it; `expired`: its last certificate is over. */
export type StandingTunnel = { clusterId: string; epoch: number; isOpen: boolean; trusted: boolean; expired: boolean };

/** Which replica has the newest tunnel of each member. */
export type TunnelStore = {
  /** The next epoch, and how many tunnels of this agent displaced a living one within the window. */
  begin(tunnel: BegunTunnel, windowSeconds: number): Promise<{ epoch: number; displaced: number }>;
  /** Over, unless a newer one has begun; answers whether it was still the newest. */
  end(clusterId: string, epoch: number): Promise<boolean>;
  standing(clusterIds: string[]): Promise<StandingTunnel[]>;
  /** The replica with the open tunnel of a member. */
  holderOf(clusterId: string): Promise<{ holder: string; address: string; epoch: number } | undefined>;
  measured(clusterId: string, epoch: number, roundTripMs: number): Promise<void>;
  quarantine(agentId: string, until: Date): Promise<void>;
  /** What this replica held before it was started anew is open no more. */
  endAllOf(holder: string): Promise<void>;
};

export function postgresTunnels({ pool, prisma }: Database): TunnelStore {
  return {
    begin: async ({ clusterId, agentId, holder, address, agentVersion, writes }, windowSeconds) => {
      const { rows } = await pool.query<{ epoch: number; displaced: number }>(BEGIN, [
        ...[clusterId, agentId, holder, address, agentVersion, writes, windowSeconds],
      ]);
      const [row] = rows;
      if (!row) throw new Error('a row that was just written is there');
      return row;
    },

    end: async (clusterId, epoch) => {
      const { rowCount } = await pool.query(
        'UPDATE cluster_tunnel SET ended_at = now() WHERE cluster_id = $1 AND epoch = $2 AND ended_at IS NULL',
        [clusterId, epoch],
      );
      return rowCount === 1;
    },

    standing: async (clusterIds) => {
      const { rows } = await pool.query<StandingTunnel>(
        `SELECT t.cluster_id::text AS "clusterId", t.epoch, t.ended_at IS NULL AS "isOpen",
          a.state = 'approved' AND coalesce(a.quarantined_until < now(), true) AS trusted,
          coalesce(a.certificate_expires_at < now(), false) AS expired
        FROM cluster_tunnel t JOIN agent a ON a.id = t.agent_id WHERE t.cluster_id = ANY($1::uuid[])`,
        [clusterIds],
      );
      return rows;
    },

    holderOf: async (clusterId) => {
      const row = await prisma.clusterTunnel.findFirst({ where: { clusterId, endedAt: null } });
      return row ? { holder: row.holder, address: row.address, epoch: row.epoch } : undefined;
    },

    measured: async (clusterId, epoch, roundTripMs) => {
      await prisma.clusterTunnel.updateMany({ where: { clusterId, epoch }, data: { roundTripMs } });
    },

    quarantine: async (id, quarantinedUntil) => {
      await prisma.agent.update({ where: { id }, data: { quarantinedUntil } });
    },

    endAllOf: async (holder) => {
      await pool.query('UPDATE cluster_tunnel SET ended_at = now() WHERE holder = $1 AND ended_at IS NULL', [holder]);
    },
  };
}

/** One statement, so that two agents that come at once get two epochs; PostgreSQL's clock decides the window. */
const BEGIN = `INSERT INTO cluster_tunnel AS t
    (cluster_id, agent_id, holder, address, epoch, since, agent_version, writes)
  VALUES ($1, $2, $3, $4, 1, now(), $5, $6)
  ON CONFLICT (cluster_id) DO UPDATE SET agent_id = $2, holder = $3, address = $4, epoch = t.epoch + 1, since = now(),
    ended_at = NULL, agent_version = $5, writes = $6, round_trip_ms = NULL,
    displaced = CASE WHEN t.displaced_since > now() - make_interval(secs => $7) THEN t.displaced ELSE 0 END
      + CASE WHEN t.ended_at IS NULL AND t.agent_id = $2 THEN 1 ELSE 0 END,
    displaced_since = CASE WHEN t.displaced_since > now() - make_interval(secs => $7) THEN t.displaced_since ELSE now() END
  RETURNING epoch, displaced`;
