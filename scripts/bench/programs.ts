import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { runningUrl, startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';

const TSX = ['--import', 'tsx'];
/** For a look inside: `BENCH_NODE_ARGUMENTS=--cpu-prof npm run bench -- sync`. */
const nodeArguments = (process.env['BENCH_NODE_ARGUMENTS'] ?? '').split(' ').filter((argument) => argument !== '');

/** A bench fleet in a process of its own; its members' kubeconfig is `kubeconfig`. */
export async function startBenchMembers(args: string[]): Promise<{ kubeconfig: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-'));
  const kubeconfig = path.join(folder, 'kubeconfig.yaml');
  const program = [...TSX, '--max-old-space-size=8192', 'server/simulator/main.ts', '--kubeconfig', kubeconfig];
  const child = spawn(process.execPath, [...program, ...args], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  while (!existsSync(kubeconfig)) {
    if (child.exitCode !== null) throw new Error(`the bench fleet ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    kubeconfig,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one contestant in a process of its own and returns the JSON of its last line. */
export async function contest<Result>(
  script: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Result> {
  const child: ChildProcess = spawn(process.execPath, [...TSX, ...nodeArguments, script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  let output = '';
  child.stdout?.on('data', (data: Buffer) => {
    output += data.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${output}`);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Result;
}

export type BenchHub = {
  origin: string;
  token: string;
  /** Everything that it has written to its terminal so far. */
  output(): string;
  stop(): Promise<void>;
};

/** The product as a newcomer starts it, built, on ports and a data folder of its own. */
export async function startBenchHub(env: Record<string, string>): Promise<BenchHub> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-hub-'));
  const [port, tlsPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, [...nodeArguments, 'scripts/start.mjs'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: String(port),
      PORTOLAN_TLS_PORT: String(tlsPort),
      PORTOLAN_DATA_DIR: dataDir,
      PORTOLAN_LOG_LEVEL: 'warn',
      ...env,
    },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    output += data.toString();
    process.stderr.write(data);
  });
  while (!output.includes('sign in as the first administrator')) {
    if (child.exitCode !== null || child.signalCode !== null) {
      await stopDatabaseOf(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
      throw new Error(`the hub ended with ${child.exitCode ?? child.signalCode}:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { token } = JSON.parse(readFileSync(path.join(dataDir, 'cli.json'), 'utf8')) as { token: string };
  return {
    origin: `http://127.0.0.1:${port}`,
    token,
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A hub that ends at its start may have left its database running: it is joined, and stopped in its stead. */
export async function stopDatabaseOf(dataDir: string): Promise<void> {
  if (runningUrl(dataDir) !== undefined) await (await startEmbeddedPostgres({ dataDir })).stop();
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
