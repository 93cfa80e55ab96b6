import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { backupEmbedded, restoreEmbedded } from './archive';
import { startEmbeddedPostgres } from './embedded-postgres';

const folder = mkdtempSync(path.join(os.tmpdir(), 'portolan-archive-'));
const dataDir = path.join(folder, 'data');
const archive = path.join(folder, 'backup.tgz');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }) => rows as unknown[])
    .finally(() => client.end());
}

describe('the embedded database', () => {
  it('comes back from an archive that was taken while it was written to', async () => {
    const first = await startEmbeddedPostgres({ dataDir });
    await query(first.url, 'CREATE TABLE kept (n int); INSERT INTO kept SELECT generate_series(1, 1000)');
    const { online } = await backupEmbedded(dataDir, archive);
    expect(online).toBe(true);
    await query(first.url, 'DELETE FROM kept');
    await first.stop();

    await restoreEmbedded(dataDir, archive);
    const second = await startEmbeddedPostgres({ dataDir });
    expect(await query(second.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
    await second.stop();
  });

  it('joins the server that a killed process left, and refuses a folder that is in use', async () => {
    const left = await startEmbeddedPostgres({ dataDir });
    writeFileSync(path.join(left.dataDir, 'owner.pid'), String(process.ppid));
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/another Portolan/);
    writeFileSync(path.join(left.dataDir, 'owner.pid'), '999999999');
    const joined = await startEmbeddedPostgres({ dataDir });
    expect(joined.joined).toBe(true);
    await joined.stop();
    await expect(query(joined.url, 'SELECT 1')).rejects.toThrow();
  });

  it('refuses what is no archive of its own', async () => {
    const foreign = path.join(folder, 'foreign.tgz');
    writeFileSync(foreign, 'not an archive');
    await expect(restoreEmbedded(dataDir, foreign)).rejects.toThrow();
  });
});
