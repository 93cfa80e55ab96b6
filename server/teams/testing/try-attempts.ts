import { openDatabase } from '~/server/db/client';
import { postgresAttempts } from '../store/attempts';

/** A replica of its own: tries to sign in so many times at once, each from another network, and prints how many were let. */
const [url = '', account = '', moment = '', count = '0', network = ''] = process.argv.slice(2);
const database = openDatabase(url, 4);
const attempts = postgresAttempts(database);
const now = new Date(moment);
// says that it is there, and begins when the other one is there as well
process.stdout.write('ready\n');
process.stdin.once('data', () => void run());

async function run(): Promise<void> {
  const tries = Array.from({ length: Number(count) }, (_, index) => attempts.take(account, `${network}${index}`, now));
  const waits = await Promise.all(tries);
  process.stdout.write(`${waits.filter((wait) => wait === 0).length}\n`);
  process.stdin.destroy();
  await database.close();
}
