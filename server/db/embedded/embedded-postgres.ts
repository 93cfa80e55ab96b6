import { spawn, spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { type Account, accountFor, isReadable, OPEN_FOLDER, postgresFolder } from './binaries';
import { takeOwnership } from './owner';

export type EmbeddedPostgres = {
  /** Without a database name: append `/name`. */
  url: string;
  /** Where the cluster's files really are; not always the folder that was asked for (root, closed checkout). */
  dataDir: string;
  /** True when a server that a killed process left was joined. */
  joined: boolean;
  /** Clean shutdown; open connections are cut. */
  stop(): Promise<void>;
};

export const DATA_VERSION = 'pg18';

/** Starts a private PostgreSQL on a free loopback port, or joins the one that a killed process left in `dataDir`. */
export async function startEmbeddedPostgres(options: { dataDir: string }): Promise<EmbeddedPostgres> {
  const account = accountFor();
  const native = postgresFolder(account);
  const dataDir = openFolder(options.dataDir, account);
  const owner = takeOwnership(dataDir);
  try {
    const place = { account, native, dataDir, pgdata: path.join(dataDir, DATA_VERSION) };
    const password = await initialise(place);
    const found = runningPort(place);
    const port = found ?? (await launch(place));
    const stop = async () => {
      await shutDown(place);
      owner.release();
    };
    return { url: `postgresql://postgres:${password}@127.0.0.1:${port}`, dataDir, joined: found !== undefined, stop };
  } catch (error) {
    owner.release();
    throw error;
  }
}

/** The address of the server that runs on a data folder, when one does. */
export function runningUrl(dataDir: string): string | undefined {
  const account = accountFor();
  const place = { account, native: postgresFolder(account), dataDir, pgdata: path.join(dataDir, DATA_VERSION) };
  const port = runningPort(place);
  if (port === undefined) return undefined;
  return `postgresql://postgres:${fs.readFileSync(path.join(dataDir, 'password'), 'utf8')}@127.0.0.1:${port}`;
}

type Place = { account: Account; native: string; dataDir: string; pgdata: string };

const environment = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
const program = (place: Place, name: string) => path.join(place.native, 'bin', name);

/** The folder that PostgreSQL's account can reach, made and owned by it. */
export function openFolder(wanted: string, account: Account = accountFor()): string {
  let folder = path.resolve(wanted);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account.uid === undefined || account.gid === undefined) return folder;
  if (!isReadable(path.dirname(folder), account)) {
    const name = crypto.createHash('sha256').update(folder).digest('hex').slice(0, 8);
    folder = path.join(OPEN_FOLDER, `data-${name}`);
    // on its own: a recursive mkdir gives the closed mode to the parents that it makes
    fs.mkdirSync(OPEN_FOLDER, { recursive: true });
    fs.chmodSync(OPEN_FOLDER, 0o755);
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  fs.chownSync(folder, account.uid, account.gid);
  return folder;
}

async function initialise(place: Place): Promise<string> {
  const passwordFile = path.join(place.dataDir, 'password');
  if (fs.existsSync(path.join(place.pgdata, 'PG_VERSION')) && fs.existsSync(path.join(place.pgdata, 'initialised'))) {
    return fs.readFileSync(passwordFile, 'utf8');
  }
  fs.rmSync(place.pgdata, { recursive: true, force: true });
  fs.writeFileSync(passwordFile, crypto.randomBytes(18).toString('base64url'), { mode: 0o600 });
  const { uid, gid } = place.account;
  if (uid !== undefined && gid !== undefined) fs.chownSync(passwordFile, uid, gid);
  run(place, 'initdb', [
    ...['-D', place.pgdata, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
  ]);
  // A killed initdb leaves PG_VERSION behind; only this file says that it finished.
  fs.writeFileSync(path.join(place.pgdata, 'initialised'), '');
  return fs.readFileSync(passwordFile, 'utf8');
}

function run(place: Place, name: string, args: string[]): string {
  const result = spawnSync(program(place, name), args, {
    ...place.account,
    env: environment,
    cwd: '/',
    encoding: 'utf8',
  });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${name} failed (${result.status}): ${result.stderr || result.stdout}`);
  return result.stdout;
}

function runningPort(place: Place): number | undefined {
  const status = spawnSync(program(place, 'pg_ctl'), ['status', '-D', place.pgdata], { ...place.account, cwd: '/' });
  if (status.status !== 0) return undefined;
  const [, , , port] = fs.readFileSync(path.join(place.pgdata, 'postmaster.pid'), 'utf8').split('\n');
  return Number(port);
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  // a page is asked beside many others: it is sorted in memory, and workers of its own would only take their cores
  work_mem: '16MB',
  max_parallel_workers_per_gather: '0',
  max_connections: '60',
  jit: 'off',
  logging_collector: 'off',
  max_wal_size: '2GB',
  wal_keep_size: '256MB',
};

/** Detached: Ctrl-C reaches the whole process group, and the database must stop after us, not with us. */
async function launch(place: Place): Promise<number> {
  const port = await freePort();
  const settings = Object.entries(SETTINGS).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const child = spawn(program(place, 'postgres'), ['-D', place.pgdata, '-p', String(port), ...settings], {
    ...place.account,
    env: environment,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let tail = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (data: Buffer) => {
      tail = (tail + data.toString()).slice(-4000);
      if (tail.includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${tail}`)));
  });
  child.removeAllListeners('exit');
  child.stderr.removeAllListeners('data');
  child.stderr.resume();
  child.unref();
  (child.stderr as unknown as net.Socket).unref?.();
  return port;
}

async function shutDown(place: Place): Promise<void> {
  if (runningPort(place) === undefined) return;
  const args = ['stop', '-D', place.pgdata, '-m', 'fast', '-w', '-t', '30'];
  const child = spawn(program(place, 'pg_ctl'), args, {
    ...place.account,
    env: environment,
    cwd: '/',
    stdio: 'ignore',
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
