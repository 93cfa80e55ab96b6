import type { Database } from './client';
import type { Sealer } from './seal';

const BATCH = 100;

/**
 * Seals every value anew that another key than the present one sealed, each in a statement of its own, so that it can be
 * broken off and taken up at any time while the hub runs. Returns how many it sealed; throws for one that no key opens.
 */
export async function resealAll({ prisma }: Database, sealer: Sealer): Promise<number> {
  let resealed = 0;
  for (;;) {
    const where = { keyId: { not: sealer.keyId() } };
    const rows = await prisma.sealedSecret.findMany({ where, take: BATCH, orderBy: { id: 'asc' } });
    if (rows.length === 0) return resealed;
    for (const { id, purpose, version, keyId, sealed } of rows) {
      const binding = { id, purpose, version };
      const data = sealer.seal(binding, sealer.open(binding, { keyId, sealed }));
      // replaced or removed since it was read: then what is there now is looked at again
      const { count } = await prisma.sealedSecret.updateMany({ where: { id, version, sealed }, data });
      resealed += count;
    }
  }
}

/** How many values each key still opens. */
export async function keysInUse({ prisma }: Database): Promise<Map<string, number>> {
  const found = await prisma.sealedSecret.groupBy({ by: ['keyId'], _count: true });
  return new Map(found.map(({ keyId, _count }) => [keyId, _count]));
}
