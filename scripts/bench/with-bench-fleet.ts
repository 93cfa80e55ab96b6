import crypto from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { migrateDatabase } from '~/server/db/migrate';
import { startBenchMembers } from './programs';
import { readMembers } from './read-members';
import { registerMembers } from './register-members';

export type BenchMembers = Awaited<ReturnType<typeof startBenchMembers>>;
type BenchFleet = { url: string; key: string; kubeconfig: string };

const simulated = (members: number): Promise<BenchMembers> =>
  startBenchMembers(['--members', String(members), '--nodes', '3', '--node-bytes', '2048']);

/** Members, simulated ones or those that are started by the caller, registered in a database of their own; both end with the work. */
export async function withBenchFleet<Value>(
  members: number | (() => Promise<BenchMembers>),
  work: (fleet: BenchFleet) => Promise<Value>,
): Promise<Value> {
  const fleet = await (typeof members === 'number' ? simulated(members) : members());
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-pg-'));
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    const url = `${server.url}/bench`;
    await migrateDatabase(url, path.resolve('prisma/migrations'));
    const key = crypto.randomBytes(32);
    await registerMembers(url, key, readMembers(fleet.kubeconfig));
    return await work({ url, key: key.toString('base64'), kubeconfig: fleet.kubeconfig });
  } finally {
    await fleet.stop();
    await server.stop();
    rmSync(server.dataDir, { recursive: true, force: true });
  }
}
