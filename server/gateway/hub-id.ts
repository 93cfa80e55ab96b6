import { randomBytes } from 'node:crypto';
import type { Database } from '~/server/db/client';

const SETTING = 'hub-id';

/** What tells this hub from others that govern the same member; made once, by the first replica that asks. */
export async function loadHubId({ prisma }: Database): Promise<string> {
  const made = { key: SETTING, value: randomBytes(4).toString('hex') };
  await prisma.hubSetting.createMany({ data: [made], skipDuplicates: true });
  return String((await prisma.hubSetting.findUniqueOrThrow({ where: { key: SETTING } })).value);
}
