import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { runningUrl, startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { stopDatabaseOf } from './programs';

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-programs-'));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it('stops the database that a hub left running when it did not start, and is content with none', async () => {
  await stopDatabaseOf(dataDir);
  await startEmbeddedPostgres({ dataDir });
  expect(runningUrl(dataDir)).toBeDefined();
  await stopDatabaseOf(dataDir);
  expect(runningUrl(dataDir)).toBeUndefined();
});
