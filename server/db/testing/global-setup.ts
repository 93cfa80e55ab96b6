import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../embedded/embedded-postgres';
import { migrateDatabase } from '../migrate';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: string;
  }
}

/** One PostgreSQL for the integration tests, with a migrated template that every suite copies its own database from. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-postgres-'));
  const server = await startEmbeddedPostgres({ dataDir });
  await migrateDatabase(`${server.url}/template_portolan`, path.resolve('prisma/migrations'));
  project.provide('postgres', server.url);
  return async () => {
    await server.stop();
    rmSync(server.dataDir, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  };
}
