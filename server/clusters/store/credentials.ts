import { randomUUID } from 'node:crypto';
import type { Prisma } from '~/prisma/generated/client';
import type { Sealer } from '~/server/db/seal';
import type { Secret } from '~/server/kernel/secret';
import type { HeldCredential } from '~/server/kube/member';
import type { Life } from '../core/plan-renewal';
import type { MemberAccess } from '../ports';

type Transaction = Prisma.TransactionClient;
type Reading = Pick<Transaction, 'sealedSecret'>;

const PURPOSE = 'cluster-credential';
export const WITH_CREDENTIAL = { credential: true, minted: true } as const;
export type ClusterWithCredential = Prisma.ClusterGetPayload<{ include: typeof WITH_CREDENTIAL }>;

/** What opens a member now; `life` is that of a minted token. */
export type Held = { credential: HeldCredential; life: Life | undefined };

/** Seals a value in a row of its own, to which it is bound; answers the row's id. */
export async function keepSecret(tx: Transaction, sealer: Sealer, secret: Secret): Promise<string> {
  const binding = { id: randomUUID(), purpose: PURPOSE, version: 1 };
  await tx.sealedSecret.create({ data: { ...binding, ...sealer.seal(binding, secret) } });
  return binding.id;
}

type Kept = { clusterId: string; credential: HeldCredential; identity: string | null; expiresAt: Date | null };

export async function keepCredential(tx: Transaction, sealer: Sealer, kept: Kept): Promise<void> {
  const { clusterId, credential, identity, expiresAt } = kept;
  const secretId = await keepSecret(tx, sealer, credential.kind === 'token' ? credential.token : credential.key);
  const certificate = credential.kind === 'client-certificate' ? credential.certificate : null;
  const data = { clusterId, kind: credential.kind, certificate, secretId, identity, expiresAt };
  await tx.clusterCredential.create({ data });
}

/** Forgets everything that opens a member: what was given, and what was minted with it. */
export async function dropCredential(tx: Transaction, clusterId: string): Promise<void> {
  const first = await tx.clusterCredential.findUnique({ where: { clusterId } });
  const minted = await tx.mintedToken.findUnique({ where: { clusterId } });
  await tx.clusterCredential.deleteMany({ where: { clusterId } });
  await tx.mintedToken.deleteMany({ where: { clusterId } });
  const ids = [first?.secretId, minted?.secretId].filter((id) => typeof id === 'string');
  await tx.sealedSecret.deleteMany({ where: { id: { in: ids } } });
}

/** The minted token while it lives, else what was given first; undefined when the hub holds nothing. */
export async function openHeld(
  prisma: Reading,
  sealer: Sealer,
  cluster: ClusterWithCredential,
  now: Date,
): Promise<Held | undefined> {
  const minted = await openMinted(prisma, sealer, cluster);
  if (minted && (minted.life.expiresAt > now || isFirstGone(cluster))) return minted;
  const first = await openFirst(prisma, sealer, cluster);
  return first && { credential: first, life: minted?.life };
}

/** What was given first; undefined once it is forgotten. */
export async function openFirst(
  prisma: Reading,
  sealer: Sealer,
  cluster: ClusterWithCredential,
): Promise<HeldCredential | undefined> {
  const { credential } = cluster;
  if (!credential || isFirstGone(cluster)) return undefined;
  const value = await openSecret(prisma, sealer, credential.secretId);
  if (credential.kind !== 'client-certificate') return { kind: 'token', token: value };
  return { kind: 'client-certificate', certificate: credential.certificate ?? '', key: value };
}

/** The token that was minted last, whether it has ended or not. */
export async function openMinted(prisma: Reading, sealer: Sealer, { minted }: ClusterWithCredential) {
  if (!minted?.secretId || !minted.mintedAt || !minted.expiresAt) return undefined;
  const { secretId, mintedAt, expiresAt } = minted;
  const token = await openSecret(prisma, sealer, secretId);
  return { credential: { kind: 'token', token } as const, life: { mintedAt, expiresAt } };
}

/** Then both rows name the same secret, so that a hub of an older version opens the member too. */
export const isFirstGone = ({ credential, minted }: ClusterWithCredential): boolean =>
  typeof minted?.secretId === 'string' && minted.secretId === credential?.secretId;

/** The way to a member with what opens it. */
export function accessOf(cluster: ClusterWithCredential, credential: HeldCredential): MemberAccess {
  const { server, certificateAuthority, tlsServerName } = cluster;
  return {
    server,
    ...(certificateAuthority ? { certificateAuthority } : {}),
    ...(tlsServerName ? { tlsServerName } : {}),
    credential,
  };
}

async function openSecret(prisma: Reading, sealer: Sealer, id: string): Promise<Secret> {
  const row = await prisma.sealedSecret.findUniqueOrThrow({ where: { id } });
  return sealer.open({ id: row.id, purpose: row.purpose, version: row.version }, row);
}
