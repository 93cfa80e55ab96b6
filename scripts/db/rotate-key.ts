import { createAuditTrail } from '~/server/audit/audit-trail';
import { recorded } from '~/server/audit/recorded';
import { postgresEntries } from '~/server/audit/store/entries';
import { keysInUse, resealAll } from '~/server/db/reseal';
import type { Env } from '~/server/env';
import { systemClock } from '~/server/kernel/clock';
import { addKey, openSealer, retireKeys } from '~/server/process/hub-key';
import { postgresSights } from '~/server/teams/store/sights';
import { withDatabase } from './with-database';

/**
 * Seals everything anew under a new key while the hub runs. Without PORTOLAN_KEY the new key is added to the key file, unless
 * an earlier rotation was broken off, which is then finished. With it the first of its keys is the new one.
 */
export async function rotateKey(env: Env): Promise<void> {
  const said = await withDatabase(env, async (database) => {
    const before = openSealer(env).keyId();
    const isHalfDone = [...(await keysInUse(database)).keys()].some((id) => id !== before);
    if (env.key === undefined && !isHalfDone) addKey(env.dataDir);
    const sealer = openSealer(env);
    const deps = { entries: postgresEntries(database, sealer), sights: postgresSights(database), clock: systemClock };
    const actor = { kind: 'system', name: 'rotate-key' } as const;
    const intent = { actor, action: 'hub.rotateKey', target: { keyId: sealer.keyId() }, requestId: '' };
    const count = await recorded(createAuditTrail(deps), intent, () => resealAll(database, sealer));
    return `${count} values are sealed with the new key ${sealer.keyId()}`;
  });
  console.log(`${said}. The old key still opens a backup; \`npm run db -- retire-keys\` takes it out of the key file.`);
}

/** Takes the keys that seal nothing any more out of the key file; refused while one of them does. */
export async function retireOldKeys(env: Env): Promise<void> {
  if (env.key !== undefined)
    throw new Error('PORTOLAN_KEY is set: take the old keys out of it, and start the hub again');
  const current = openSealer(env).keyId();
  const used = await withDatabase(env, keysInUse);
  const left = [...used].filter(([id]) => id !== current).reduce((sum, [, count]) => sum + count, 0);
  if (left > 0)
    throw new Error(`${left} values are still sealed with an old key: run \`npm run db -- rotate-key\` first`);
  console.log(`${retireKeys(env.dataDir)} old keys were taken out of the key file`);
}
