import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import { DomainError } from '~/server/kernel/failure';
import type { Reach } from '../model/agent';
import type { AgentState, AgentStore, KnownAgent } from '../ports';

const PAGE = 500;

/** Agents in PostgreSQL: public keys, and what people decided about them. */
export function postgresAgents({ prisma }: Database): AgentStore {
  return {
    find: async (id) => known(await prisma.agent.findUnique({ where: { id } })),
    findByFingerprint: async (fingerprint) => known(await prisma.agent.findUnique({ where: { fingerprint } })),

    add: async (agent) => {
      const row = await prisma.agent.create({ data: agent }).catch((error: unknown) => {
        if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
        throw new DomainError({ kind: 'conflict', what: 'agent', name: agent.name, detail: 'already-introduced' });
      });
      return asKnown(row);
    },

    decide: async (id, from, to, decidedBy, clusterId) => {
      const data = { state: to, decidedBy, decidedAt: new Date(), ...(clusterId === undefined ? {} : { clusterId }) };
      const { count } = await prisma.agent.updateMany({ where: { id, state: from }, data });
      return count === 1;
    },

    approvedOf: async (clusterId) =>
      (await prisma.agent.findMany({ where: { clusterId, state: 'approved' } })).map(asKnown),

    certified: async (id, certificateExpiresAt) => {
      await prisma.agent.update({ where: { id }, data: { certificateExpiresAt } });
    },

    list: async () => {
      const rows = await prisma.agent.findMany({
        ...{ orderBy: { requestedAt: 'desc' }, take: PAGE },
        include: { cluster: { select: { name: true, tunnel: true } } },
      });
      return rows.map((row) => ({
        ...{ id: row.id, state: row.state as AgentState, name: row.name, fingerprint: row.fingerprint },
        ...{ kubernetesVersion: row.kubernetesVersion, agentVersion: row.agentVersion },
        ...{ requestedFrom: row.requestedFrom, requestedAt: row.requestedAt.toISOString() },
        ...{ decidedBy: row.decidedBy, cluster: row.cluster?.name ?? null },
        connected: row.cluster?.tunnel?.agentId === row.id && row.cluster.tunnel.endedAt === null,
      }));
    },

    reach: async (id) => {
      const newest = { where: { state: 'approved' }, orderBy: { decidedAt: 'desc' as const }, take: 1 };
      const row = await prisma.cluster.findUniqueOrThrow({
        ...{ where: { id }, include: { credential: true, tunnel: true, agents: newest } },
      });
      const [agent] = row.agents;
      return {
        ...{ mode: row.mode as Reach['mode'], credential: (row.credential?.kind ?? null) as Reach['credential'] },
        agent: agent ? agentFacts(agent) : null,
        tunnel: row.tunnel ? tunnelFacts(row.tunnel) : null,
      };
    },
  };
}

type Row = Prisma.AgentGetPayload<object>;

function agentFacts({ id, fingerprint, certificateExpiresAt, quarantinedUntil }: Row): Reach['agent'] {
  return {
    ...{ id, fingerprint, certificateExpiresAt: certificateExpiresAt?.toISOString() ?? null },
    quarantinedUntil: quarantinedUntil && quarantinedUntil > new Date() ? quarantinedUntil.toISOString() : null,
  };
}

function tunnelFacts(row: Prisma.ClusterTunnelGetPayload<object>): Reach['tunnel'] {
  const { endedAt, since, agentVersion, writes, roundTripMs } = row;
  return { connected: endedAt === null, since: (endedAt ?? since).toISOString(), agentVersion, writes, roundTripMs };
}

const known = (row: Row | null): KnownAgent | undefined => (row ? asKnown(row) : undefined);

function asKnown(row: Row): KnownAgent {
  const { id, clusterId, name, publicKey, fingerprint, kubeSystemUid, environment, region, zone } = row;
  const { quarantinedUntil } = row;
  return {
    ...{ id, clusterId, name, publicKey, fingerprint, kubeSystemUid, environment, region, zone, quarantinedUntil },
    ...{ state: row.state as AgentState, labels: row.labels as Record<string, string> },
  };
}
