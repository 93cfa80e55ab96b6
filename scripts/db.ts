import { existsSync } from 'node:fs';
import path from 'node:path';
import { backupEmbedded, restoreEmbedded } from '~/server/db/embedded/archive';
import { readEnv } from '~/server/env';

const HELP = `npm run db -- backup FILE    writes the embedded database and the hub's key into one archive; the hub may run meanwhile
npm run db -- restore FILE   replaces the embedded database by an archive; the hub must not run`;

const [command, file] = process.argv.slice(2);
const env = readEnv(process.env);
try {
  if (env.databaseUrl !== undefined) throw new Error('DATABASE_URL is set: use pg_dump and pg_restore of that server');
  if (file === undefined || (command !== 'backup' && command !== 'restore')) throw new Error(HELP);
  const archive = path.resolve(file);
  if (command === 'backup') {
    const { bytes, online } = await backupEmbedded(env.dataDir, archive);
    console.log(
      `${archive}: ${(bytes / 1e6).toFixed(1)} MB${online ? ', taken while the hub runs' : ''}. It holds the hub's key: keep it as secret as the hub.`,
    );
  } else {
    if (!existsSync(archive)) throw new Error(`there is no ${archive}`);
    const { kept } = await restoreEmbedded(env.dataDir, archive);
    console.log(`restored from ${archive}${kept ? `; what was there before is in ${kept}` : ''}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
