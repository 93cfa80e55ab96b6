import { readEnv } from '~/server/env';
import { backup, restore } from './db/archive';
import { retireOldKeys, rotateKey } from './db/rotate-key';
import { verifyAudit } from './db/verify-audit';

const HELP = `npm run db -- backup FILE               writes the embedded database and the hub's key into one archive; the hub may run meanwhile
npm run db -- restore FILE              replaces the embedded database by an archive; the hub must not run
npm run db -- verify-audit [SEQ:HASH]   checks that the record is as it was written, and still holds the head that was noted
npm run db -- rotate-key                seals every secret anew under a new key; the hub may run meanwhile
npm run db -- retire-keys               takes keys that seal nothing any more out of the key file`;

const [command, argument] = process.argv.slice(2);
const env = readEnv(process.env);
try {
  if (command === 'verify-audit') await verifyAudit(env, argument);
  else if (command === 'rotate-key') await rotateKey(env);
  else if (command === 'retire-keys') await retireOldKeys(env);
  else if (argument === undefined || (command !== 'backup' && command !== 'restore')) throw new Error(HELP);
  else await (command === 'backup' ? backup : restore)(env, argument);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
