import type { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { Sealer } from '~/server/db/seal';
import type { DueToken, HeldToken, KeptToken, MintedTokens } from '../ports';
import {
  accessOf,
  type ClusterWithCredential,
  isFirstGone,
  keepSecret,
  openFirst,
  openMinted,
  WITH_CREDENTIAL,
} from './credentials';

type DueRow = { id: string; name: string; epoch: number; revision: number; uid: string | null };

/** Minted tokens in PostgreSQL; only who leases a member writes its token. */
export function postgresMintedTokens({ prisma, pool }: Database, sealer: Sealer): MintedTokens {
  return {
    due: async (holder, now, most) => {
      const { rows } = await pool.query<DueRow>({ name: 'due-tokens', text: DUE, values: [holder, now, most] });
      return rows.map(({ id, name, epoch, revision, uid }) => ({
        ...{ fence: { clusterId: id, holder, epoch }, name, revision, kubeSystemUid: uid },
      }));
    },

    open: async ({ fence, revision }, now) => {
      const where = { id: fence.clusterId, revision };
      const cluster = await prisma.cluster.findUnique({ where, include: WITH_CREDENTIAL });
      if (!cluster) return [];
      const minted = await openMinted(prisma, sealer, cluster);
      const first = await openFirst(prisma, sealer, cluster);
      const held: HeldToken[] = [];
      if (minted && minted.life.expiresAt > now)
        held.push({ by: 'minted', access: accessOf(cluster, minted.credential) });
      if (first) held.push({ by: 'first', access: accessOf(cluster, first) });
      return held;
    },

    keep: (due, minted) =>
      prisma.$transaction(async (tx) => {
        if (!(await stillHeld(tx, due))) return false;
        const where = { id: due.fence.clusterId };
        const cluster = await tx.cluster.findUniqueOrThrow({ where, include: WITH_CREDENTIAL });
        if (!cluster.credential) return false;
        await replaceToken(tx, sealer, { ...cluster, credential: cluster.credential }, minted);
        // connections that were opened before the first one follow none
        if (!cluster.minted?.secretId) await tx.cluster.update({ where, data: { revision: { increment: 1 } } });
        return true;
      }),

    note: async (due, { state, detail, account, triedAt, dueAt }) => {
      const named = account === undefined ? {} : { account: account && nameOf(account) };
      await prisma.$transaction(async (tx) => {
        if (!(await stillHeld(tx, due))) return;
        const { clusterId } = due.fence;
        const data = { state, detail: detail.slice(0, MOST_DETAIL), triedAt, dueAt, ...named };
        await tx.mintedToken.upsert({ where: { clusterId }, create: { clusterId, ...data }, update: data });
      });
    },

    hasten: async (clusterId, forgetFirst, now) => {
      const data = { dueAt: now, ...(forgetFirst ? { forgetsFirst: true } : {}) };
      const where = { clusterId, ...(forgetFirst ? { secretId: { not: null } } : {}) };
      return (await prisma.mintedToken.updateMany({ where, data })).count === 1;
    },
  };
}

const MOST_DETAIL = 2000;
const nameOf = ({ namespace, name }: KeptToken['account']) => `${namespace}/${name}`;

/**
 * A certificate mints nothing. What was minted for a member that is reached through its agent by now is kept alive, for the
 * way back. What cannot be reached is not asked; what is no longer taken is looked at once a minute.
 */
const DUE = `SELECT c.id::text, c.name, l.epoch, c.revision, c.kube_system_uid AS uid
  FROM cluster_lease l JOIN cluster c ON c.id = l.cluster_id JOIN cluster_credential k ON k.cluster_id = c.id
  LEFT JOIN minted_token m ON m.cluster_id = c.id LEFT JOIN cluster_health h ON h.cluster_id = c.id
  WHERE l.holder = $1 AND l.expires_at > now() AND c.state <> 'suspended' AND (c.mode = 'push' OR m.secret_id IS NOT NULL) AND k.kind = 'token'
    AND h.reason IS DISTINCT FROM 'unreachable'
    AND (m.cluster_id IS NULL OR m.due_at <= $2
      OR (h.reason = 'credential-rejected' AND m.state = 'minted' AND m.tried_at < $2 - interval '1 minute'))
  ORDER BY m.due_at NULLS LAST, c.name LIMIT $3`;

type Credential = NonNullable<ClusterWithCredential['credential']>;

/** The new token instead of the last one, and of the first credential too where that is no longer needed. */
async function replaceToken(
  tx: Prisma.TransactionClient,
  sealer: Sealer,
  cluster: ClusterWithCredential & { credential: Credential },
  { token, account, by, ...times }: KeptToken,
): Promise<void> {
  const { id: clusterId, minted: last, credential: first } = cluster;
  const wanted = last?.forgetsFirst ?? false;
  const forgets = isFirstGone(cluster) || (wanted && by === 'minted');
  const secretId = await keepSecret(tx, sealer, token);
  const kept = { ...times, state: 'minted', detail: '', account: nameOf(account), secretId, triedAt: times.mintedAt };
  const data = { ...kept, forgetsFirst: wanted && !forgets };
  await tx.mintedToken.upsert({ where: { clusterId }, create: { clusterId, ...data }, update: data });
  if (forgets) await tx.clusterCredential.update({ where: { clusterId }, data: { secretId, expiresAt: null } });
  const gone = [...(last?.secretId ? [last.secretId] : []), ...(forgets ? [first.secretId] : [])];
  await tx.sealedSecret.deleteMany({ where: { id: { in: gone } } });
}

/** The lease is held and the member reached in the same way; both stay so until the transaction ends. */
async function stillHeld(tx: Prisma.TransactionClient, { fence, revision }: DueToken): Promise<boolean> {
  const { clusterId, holder, epoch } = fence;
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM cluster c JOIN cluster_lease l ON l.cluster_id = c.id
    WHERE c.id = ${clusterId}::uuid AND l.holder = ${holder} AND l.epoch = ${epoch} AND l.expires_at > now()
      AND c.revision = ${revision} FOR UPDATE OF c FOR SHARE OF l`;
  return rows.length > 0;
}
