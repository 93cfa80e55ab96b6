import { join } from 'node:path';
import { defineConfig } from 'prisma/config';

// Prisma's schema engine is a native binary that its CLI downloads; ours is the WebAssembly build from npm.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= join(import.meta.dirname, 'scripts/prisma/schema-engine.mjs');

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://unset/unset' },
});
