import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { Sealer } from '~/server/db/seal';
import { type Clock, systemClock } from '~/server/kernel/clock';
import { DomainError } from '~/server/kernel/failure';
import type { Member } from '~/server/kube/member';
import type { ClusterRegistry, MemberAccess, NewCluster, RegisteredCluster } from '../ports';
import { accessOf, dropCredential, keepCredential, openHeld, WITH_CREDENTIAL } from './credentials';
import { followRenewals } from './follow-renewals';

type Transaction = Prisma.TransactionClient;

/** Members in PostgreSQL; the secret half of a credential is sealed in a table of its own. */
export function postgresRegistry({ prisma }: Database, sealer: Sealer, clock: Clock = systemClock): ClusterRegistry {
  const keep = (
    tx: Transaction,
    clusterId: string,
    access: MemberAccess,
    identity: string | null,
    expiresAt: Date | null,
  ) => keepCredential(tx, sealer, { clusterId, credential: access.credential, identity, expiresAt });

  return {
    find: async (name) => registered(await prisma.cluster.findUnique({ where: { name } })),
    findByUid: async (kubeSystemUid) => registered(await prisma.cluster.findUnique({ where: { kubeSystemUid } })),

    member: async (id) => {
      const cluster = await prisma.cluster.findUniqueOrThrow({ where: { id }, include: WITH_CREDENTIAL });
      if (cluster.mode === 'pull') return behindAgent(cluster);
      const held = await openHeld(prisma, sealer, cluster, clock.now());
      const { name } = cluster;
      if (!held) throw new DomainError({ kind: 'not-found', what: 'credential', name });
      const again = async () => {
        const now = await prisma.cluster.findUnique({ where: { id }, include: WITH_CREDENTIAL });
        return now && now.revision === cluster.revision ? openHeld(prisma, sealer, now, clock.now()) : undefined;
      };
      return { name, ...accessOf(cluster, followRenewals(held, again, clock)) } satisfies Member;
    },

    add: (cluster) =>
      prisma
        .$transaction(async (tx) => {
          const row = await tx.cluster.create({ data: columns(cluster) });
          if (cluster.access) await keep(tx, row.id, cluster.access, cluster.identity, cluster.credentialExpiresAt);
          return required(registered(row));
        })
        .catch(asConflict(cluster.name)),

    edit: async (id, { labels, annotations, ...places }) => {
      const given = Object.fromEntries(Object.entries(places).filter(([, value]) => value !== undefined));
      await prisma.cluster.update({
        where: { id },
        data: { ...given, ...(labels ? { labels } : {}), ...(annotations ? { annotations } : {}) },
      });
    },

    setState: async (id, state) => {
      await prisma.cluster.update({
        where: { id },
        data: { state, stateSince: new Date(), revision: { increment: 1 } },
      });
    },

    replaceAccess: async (id, access, identity, expiresAt) => {
      await prisma.$transaction(async (tx) => {
        await dropCredential(tx, id);
        const { server, certificateAuthority = null, tlsServerName = null } = access;
        const data = { server, certificateAuthority, tlsServerName, revision: { increment: 1 } };
        await tx.cluster.update({ where: { id }, data });
        await keep(tx, id, access, identity, expiresAt);
      });
    },

    setMode: async (id, mode) => {
      await prisma.$transaction(async (tx) => {
        const { name } = await tx.cluster.update({ where: { id }, data: { mode, revision: { increment: 1 } } });
        const holdsNothing = (await tx.clusterCredential.count({ where: { clusterId: id } })) === 0;
        if (mode === 'push' && holdsNothing)
          throw new DomainError({ kind: 'conflict', what: 'cluster', name, detail: 'no-credential' });
      });
    },

    forgetCredential: (id) => prisma.$transaction((tx) => dropCredential(tx, id)),

    remove: async (id) => {
      await prisma.$transaction(async (tx) => {
        await dropCredential(tx, id);
        await tx.cluster.delete({ where: { id } });
      });
    },
  };
}

/** What its agent reaches: the address is the member's own, and tells nothing of where it is. */
const IN_MEMBER = 'https://kubernetes.default.svc';

const behindAgent = ({ id, name }: { id: string; name: string }): Member => ({
  ...{ name, server: IN_MEMBER },
  credential: { kind: 'agent', cluster: id },
});

function columns(cluster: NewCluster) {
  const { places, observed, labels, annotations } = cluster;
  const access: Partial<MemberAccess> = cluster.access ?? {};
  return {
    name: cluster.name,
    mode: cluster.access ? 'push' : 'pull',
    server: access.server ?? IN_MEMBER,
    certificateAuthority: access.certificateAuthority ?? null,
    tlsServerName: access.tlsServerName ?? null,
    kubeSystemUid: cluster.kubeSystemUid,
    ...places,
    observedEnvironment: observed.environment,
    observedProvider: observed.provider,
    observedRegion: observed.region,
    observedZone: observed.zone,
    labels,
    annotations,
    registeredBy: cluster.registeredBy,
  };
}

type Row = { id: string; name: string; state: string; revision: number; kubeSystemUid: string | null; mode: string };

function registered(row: Row | null): RegisteredCluster | undefined {
  if (!row) return undefined;
  const { id, name, revision, kubeSystemUid, mode } = row;
  const kept = { state: row.state, mode } as Pick<RegisteredCluster, 'state' | 'mode'>;
  return { id, name, revision, kubeSystemUid, ...kept };
}

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a row that was just written is there');
  return value;
}

/** Two people who register the same thing at once: the database's unique keys decide. */
const asConflict = (name: string) => (error: unknown) => {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
  const byUid = JSON.stringify(error.meta ?? {}).includes('kube_system_uid');
  throw new DomainError({
    kind: 'conflict',
    what: 'cluster',
    name,
    detail: byUid ? 'already-registered' : 'name-taken',
  });
};
