import { existsSync } from 'node:fs';
import path from 'node:path';
import { backupEmbedded, restoreEmbedded } from '~/server/db/embedded/archive';
import type { Env } from '~/server/env';

/** Writes the embedded database and the hub's key into one archive. */
export async function backup(env: Env, file: string): Promise<void> {
  refuseServer(env);
  const archive = path.resolve(file);
  const { bytes, online } = await backupEmbedded(env.dataDir, archive);
  const size = `${(bytes / 1e6).toFixed(1)} MB${online ? ', taken while the hub runs' : ''}`;
  console.log(`${archive}: ${size}. It holds the hub's key: keep it as secret as the hub.`);
}

/** Puts an archive in the place of the embedded database. */
export async function restore(env: Env, file: string): Promise<void> {
  refuseServer(env);
  const archive = path.resolve(file);
  if (!existsSync(archive)) throw new Error(`there is no ${archive}`);
  const { kept } = await restoreEmbedded(env.dataDir, archive);
  console.log(`restored from ${archive}${kept ? `; what was there before is in ${kept}` : ''}`);
}

function refuseServer({ databaseUrl }: Env): void {
  if (databaseUrl !== undefined) throw new Error('DATABASE_URL is set: use pg_dump and pg_restore of that server');
}
