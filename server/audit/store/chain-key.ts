import crypto from 'node:crypto';
import type { Database } from '~/server/db/client';
import type { Sealer } from '~/server/db/seal';
import { Secret } from '~/server/kernel/secret';
import { canonicalEntry } from '../core/canonical';
import type { ChainPoint, KeptEntry } from '../model/entry';

/** What only the hub can compute: who writes into the tables alone cannot make a chain that holds. */
export type ChainKey = {
  digest(previous: string, entry: Omit<KeptEntry, 'hash'>): string;
  /** Shows that the hub set an end of the chain. */
  mac(end: 'base' | 'head', point: ChainPoint): string;
};

const BINDING = { id: '00000000-0000-4000-8000-0000000000cb', purpose: 'audit-chain', version: 1 };
const LOCK = 7_306_002;

/** The key of the chain from the database, made by the first replica that asks; it is sealed. */
export async function loadChainKey({ prisma }: Database, sealer: Sealer): Promise<ChainKey> {
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
    const kept = await tx.sealedSecret.findUnique({ where: { id: BINDING.id } });
    if (kept) return chainKey(sealer.open(BINDING, kept));
    const made = new Secret(crypto.randomBytes(32).toString('base64'));
    await tx.sealedSecret.create({ data: { ...BINDING, ...sealer.seal(BINDING, made) } });
    const key = chainKey(made);
    const start = { seq: 0, hash: '00' };
    const [baseMac, headMac] = [Buffer.from(key.mac('base', start), 'hex'), Buffer.from(key.mac('head', start), 'hex')];
    await tx.auditChain.update({ where: { id: 1 }, data: { baseMac, headMac } });
    return key;
  });
}

function chainKey(secret: Secret): ChainKey {
  const hmac = (...parts: string[]) => {
    const hash = crypto.createHmac('sha256', Buffer.from(secret.reveal(), 'base64'));
    return hash.update(JSON.stringify(parts)).digest('hex');
  };
  return {
    digest: (previous, entry) => hmac('entry', previous, canonicalEntry(entry)),
    mac: (end, { seq, hash }) => hmac(end, String(seq), hash),
  };
}
