import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';

const { database, url } = await testDatabase();
const SCRIPT = 'server/teams/testing/try-attempts.ts';
const TRIES = 30;
/** `PACES.account.free`: the tenth try is the last that need not wait. */
const FREE = 10;

/** A process that is ready to try; `run` answers how many of its tries were let. */
async function replica(account: string, moment: Date, network: string) {
  const args = [url, account, moment.toISOString(), String(TRIES), network];
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', SCRIPT, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  expect(await next()).toBe('ready');
  return async () => {
    child.stdin?.write('go\n');
    return Number(await next());
  };
}

it('tries are counted for two replicas together, whichever they come to', async () => {
  const moment = new Date();
  const replicas = await Promise.all([replica('ada', moment, 'a'), replica('ada', moment, 'b')]);
  const [one = 0, other = 0] = await Promise.all(replicas.map((run) => run()));
  expect(one + other).toBe(FREE);
  const { rows } = await database.pool.query<{ most: number }>('SELECT max(tries) AS most FROM sign_in_attempt');
  expect(rows).toEqual([{ most: FREE }]);
});
