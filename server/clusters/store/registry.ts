import { randomUUID } from 'node:crypto';
import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { Sealer } from '~/server/db/seal';
import { DomainError } from '~/server/kernel/failure';
import type { Secret } from '~/server/kernel/secret';
import type { HeldCredential, Member } from '~/server/kube/member';
import type { ClusterRegistry, MemberAccess, NewCluster, RegisteredCluster } from '../ports';

type Transaction = Prisma.TransactionClient;
const PURPOSE = 'cluster-credential';

/** Members in PostgreSQL; the secret half of a credential is sealed in a table of its own. */
export function postgresRegistry({ prisma }: Database, sealer: Sealer): ClusterRegistry {
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
      const cluster = await prisma.cluster.findUniqueOrThrow({ where: { id }, include: { credential: true } });
      const { credential } = cluster;
      if (cluster.mode === 'pull') return behindAgent(cluster);
      if (!credential) throw new DomainError({ kind: 'not-found', what: 'credential', name: cluster.name });
      const row = await prisma.sealedSecret.findUniqueOrThrow({ where: { id: credential.secretId } });
      const value = sealer.open({ id: row.id, purpose: row.purpose, version: row.version }, row);
      const { name, server, certificateAuthority, tlsServerName } = cluster;
      return {
        name,
        server,
        ...(certificateAuthority ? { certificateAuthority } : {}),
        ...(tlsServerName ? { tlsServerName } : {}),
        credential: openCredential(credential, value),
      } satisfies Member;
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
      await prisma.cluster.update({ where: { id }, data: { state, revision: { increment: 1 } } });
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

type Kept = { clusterId: string; credential: HeldCredential; identity: string | null; expiresAt: Date | null };

async function keepCredential(
  tx: Transaction,
  sealer: Sealer,
  { clusterId, credential, identity, expiresAt }: Kept,
): Promise<void> {
  const id = randomUUID();
  const secret = credential.kind === 'token' ? credential.token : credential.key;
  const binding = { id, purpose: PURPOSE, version: 1 };
  await tx.sealedSecret.create({ data: { ...binding, ...sealer.seal(binding, secret) } });
  const certificate = credential.kind === 'client-certificate' ? credential.certificate : null;
  await tx.clusterCredential.create({
    data: { clusterId, kind: credential.kind, certificate, secretId: id, identity, expiresAt },
  });
}

async function dropCredential(tx: Transaction, clusterId: string): Promise<void> {
  const old = await tx.clusterCredential.findUnique({ where: { clusterId } });
  if (!old) return;
  await tx.clusterCredential.delete({ where: { clusterId } });
  await tx.sealedSecret.delete({ where: { id: old.secretId } });
}

function openCredential(row: { kind: string; certificate: string | null }, value: Secret): HeldCredential {
  if (row.kind === 'client-certificate')
    return { kind: 'client-certificate', certificate: row.certificate ?? '', key: value };
  return { kind: 'token', token: value };
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
