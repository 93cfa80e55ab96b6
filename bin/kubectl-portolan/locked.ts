import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileOfHubs, makeFolder } from './kept-hubs';
import { messageOf } from './say';

/** Longer than any renewal takes: whoever holds the lock for longer is gone. */
const LOCK_MS = 30_000;

/** Runs work that reads and writes what is kept, one process at a time: a credential that renews a session works once. */
export async function locked<Result>(work: () => Promise<Result>): Promise<Result> {
  const lock = `${fileOfHubs()}.lock`;
  makeFolder();
  const until = Date.now() + 2 * LOCK_MS;
  while (!takeLock(lock)) {
    if (Date.now() > until) throw new Error(`another kubectl-portolan holds ${lock}; remove it when none runs`);
    await sleep(50 + Math.random() * 100);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx', 0o600));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new Error(`${lock} cannot be made: ${messageOf(error)}`);
  }
  // one that was left behind; where two find it at once, the hub bears with both
  const { mtimeMs } = statSync(lock, { throwIfNoEntry: false }) ?? {};
  if (mtimeMs !== undefined && Date.now() - mtimeMs > LOCK_MS) rmSync(lock, { force: true });
  return false;
}
