import type { Database } from '~/server/db/client';
import type { Sealer } from '~/server/db/seal';
import { Secret } from '~/server/kernel/secret';
import { type KeyPair, makeAuthority } from './hub-authority';

const ID = '00000000-0000-4000-8000-0000000000ca';
const SETTING = 'authority-certificate';
const BINDING = { id: ID, purpose: 'hub-authority', version: 1 };
const LOCK = 7_306_001;

/** The hub's authority from the database, made by the first replica that asks; its key is sealed. */
export function loadAuthority({ prisma }: Database, sealer: Sealer, now: Date): Promise<KeyPair> {
  return prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
      const setting = await tx.hubSetting.findUnique({ where: { key: SETTING } });
      const secret = await tx.sealedSecret.findUnique({ where: { id: ID } });
      if (setting && secret) return { certificate: String(setting.value), key: sealer.open(BINDING, secret).reveal() };
      const made = await makeAuthority(now);
      await tx.hubSetting.create({ data: { key: SETTING, value: made.certificate } });
      await tx.sealedSecret.create({ data: { ...BINDING, ...sealer.seal(BINDING, new Secret(made.key)) } });
      return made;
    },
    { timeout: 20_000 },
  );
}
