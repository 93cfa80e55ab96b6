import { readFileSync } from 'node:fs';
import readline from 'node:readline';
import { createDatabase, ensureDatabase } from '~/server/db/migrate';
import { createSchemaEngine, type SchemaEngine, schemaEngineVersion } from '~/server/db/schema-engine';

/** The JSON-RPC over stdio that Prisma's CLI speaks with its schema engine. */
type Request = { id: number; method?: string; params?: { datasource?: { url?: string } } };

const options = readArguments(process.argv.slice(2));
if (options.version) {
  console.log(`schema-engine-wasm ${await schemaEngineVersion()}`);
} else if (options.cli) {
  await runCli(options.cli);
} else {
  serve();
}

function readArguments(argv: string[]) {
  const read = {
    url: process.env['DATABASE_URL'] ?? 'postgresql://unset/unset',
    shadowUrl: undefined as string | undefined,
    datamodels: [] as [string, string][],
    cli: undefined as string | undefined,
    version: false,
  };
  for (let index = 0; index < argv.length; index++) {
    const value = argv[index + 1] ?? '';
    if (argv[index] === '--datamodels') read.datamodels.push([value, readFileSync(value, 'utf8')]);
    if (argv[index] === '--datasource') {
      const source = JSON.parse(value) as { url?: string; shadowDatabaseUrl?: string };
      read.url = source.url ?? read.url;
      read.shadowUrl = source.shadowDatabaseUrl;
    }
    if (argv[index] === '--version' || argv[index] === '-V') read.version = true;
    if (argv[index] === 'cli') read.cli = value;
  }
  return read;
}

async function runCli(command: string): Promise<never> {
  try {
    if (command === 'can-connect-to-database') await ensureDatabase(options.url);
    else if (command === 'create-database') await createDatabase(options.url);
    else throw new Error(`unsupported: ${command}`);
    process.exit(0);
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const codes: Record<string, string> = { '3D000': 'P1003', '28P01': 'P1000', '28000': 'P1000' };
    const fields = { message, error_code: codes[code ?? ''] ?? 'P1001' };
    // the CLI skips the first line of stderr
    process.stderr.write(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}\n`);
    process.exit(1);
  }
}

function serve(): void {
  let engine: SchemaEngine | undefined;
  let queue = Promise.resolve();
  let printed = 1_000_000;
  const send = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);

  const answer = async ({ method = '', params = {} }: Request): Promise<unknown> => {
    if (method === 'createDatabase')
      return { databaseName: await createDatabase(params.datasource?.url ?? options.url) };
    engine ??= (
      await createSchemaEngine({
        url: options.url,
        shadowUrl: options.shadowUrl,
        datamodels: options.datamodels.length > 0 ? options.datamodels : undefined,
      })
    ).engine;
    const call = engine[method === 'getDatabaseVersion' ? 'version' : method] as (input: object) => Promise<unknown>;
    return (await call.call(engine, params)) ?? {};
  };

  const handle = async (request: Request) => {
    try {
      const result = (await answer(request)) as { stdout?: string };
      if (request.method === 'diff' && result.stdout != null) {
        send({ jsonrpc: '2.0', id: printed++, method: 'print', params: { content: result.stdout } });
      }
      send({ jsonrpc: '2.0', id: request.id, result });
    } catch (error) {
      const { message, code } = error as NodeJS.ErrnoException;
      const data = { is_panic: false, message, ...(code ? { error_code: code } : {}) };
      const summary = 'An error happened. Check the data field for details.';
      send({ jsonrpc: '2.0', id: request.id, error: { code: 4466, message: summary, data } });
    }
  };

  const lines = readline.createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const request = JSON.parse(line) as Request;
    if (request.method) queue = queue.then(() => handle(request));
  });
  lines.on('close', () => queue.then(() => process.exit(0)));
}
