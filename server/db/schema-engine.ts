import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { schemaAdapter } from './schema-adapter';

/** The calls of Prisma's schema engine that the product makes; the CLI stand-in calls the rest by name. */
export type SchemaEngine = {
  applyMigrations(params: {
    migrationsList: MigrationsList;
    filters: object;
  }): Promise<{ appliedMigrationNames: string[] }>;
  free(): void;
  [method: string]: unknown;
};
export type MigrationsList = {
  baseDir: string;
  shadowDbInitScript: string;
  lockfile: { path: string; content: string | null };
  migrationDirectories: { path: string; migrationFile: { path: string; content: { tag: 'ok'; value: string } } }[];
};

type Glue = {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  version(): string;
  SchemaEngine: { new: (options: object, log: (line: string) => void, adapter: unknown) => Promise<SchemaEngine> };
};
const engine = glue as unknown as Glue;

let loaded: Promise<void> | undefined;

async function load(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const wasm = readFileSync(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, {
    './schema_engine_bg.js': glue as WebAssembly.ModuleImports,
  });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
}

export async function schemaEngineVersion(): Promise<string> {
  loaded ??= load();
  await loaded;
  return engine.version();
}

/** Prisma's own schema engine, as WebAssembly from npm, over node-postgres: no binary is downloaded. */
export async function createSchemaEngine(options: {
  url: string;
  shadowUrl?: string | undefined;
  datamodels?: [string, string][] | undefined;
}): Promise<{ engine: SchemaEngine; close(): Promise<void> }> {
  loaded ??= load();
  await loaded;
  const { factory, disposeAll } = schemaAdapter(options.url, options.shadowUrl);
  const created = await engine.SchemaEngine.new(
    { datamodels: options.datamodels },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  const close = async () => {
    created.free();
    await disposeAll();
  };
  return { engine: created, close };
}
