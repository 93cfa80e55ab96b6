import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { accountFor } from './binaries';
import { DATA_VERSION, openFolder, runningUrl } from './embedded-postgres';
import { ownerOf } from './owner';

const MANIFEST = 'portolan-backup.json';
const FORMAT = 1;
/** Written by every start; must not come back from an archive. */
const PASSING = [
  'postmaster.pid',
  'postmaster.opts',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_notify',
  'pg_dynshmem',
  'pg_replslot',
];

/**
 * One consistent archive of the embedded database and the hub's key. A running server is told that a backup begins and ends
 * (https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP), and the log it wrote
 * meanwhile is taken along.
 */
export async function backupEmbedded(dataDir: string, archive: string): Promise<{ bytes: number; online: boolean }> {
  const folder = openFolder(dataDir);
  const pgdata = path.join(folder, DATA_VERSION);
  if (!fs.existsSync(path.join(pgdata, 'initialised'))) throw new Error(`there is no embedded database in ${dataDir}`);
  const stage = fs.mkdtempSync(path.join(path.dirname(archive), '.portolan-backup-'));
  try {
    const url = runningUrl(folder);
    if (url === undefined) copyData(pgdata, stage);
    else await copyWhileRunning(url, pgdata, stage);
    const files: [string, string][] = [
      [folder, 'password'],
      [dataDir, 'hub.key'],
    ];
    for (const [from, name] of files) {
      if (fs.existsSync(path.join(from, name))) fs.cpSync(path.join(from, name), path.join(stage, name));
    }
    fs.writeFileSync(
      path.join(stage, MANIFEST),
      JSON.stringify({ format: FORMAT, postgres: DATA_VERSION, at: new Date() }),
    );
    fs.writeFileSync(archive, '', { mode: 0o600 });
    tar(['-czf', archive, '-C', stage, '.']);
    return { bytes: fs.statSync(archive).size, online: url !== undefined };
  } finally {
    fs.rmSync(stage, { recursive: true, force: true });
  }
}

/** Puts an archive in the place of the embedded database; what was there is kept beside it. */
export async function restoreEmbedded(dataDir: string, archive: string): Promise<{ kept: string | undefined }> {
  const folder = openFolder(dataDir);
  const owner = ownerOf(folder);
  if (owner !== undefined) throw new Error(`the hub runs (process ${owner}); stop it first`);
  const stage = fs.mkdtempSync(path.join(path.dirname(folder), '.portolan-restore-'));
  try {
    tar(['-xzf', archive, '-C', stage]);
    checkManifest(path.join(stage, MANIFEST));
    const kept = setAside(path.join(folder, DATA_VERSION));
    fs.cpSync(path.join(stage, DATA_VERSION), path.join(folder, DATA_VERSION), { recursive: true });
    fs.cpSync(path.join(stage, 'password'), path.join(folder, 'password'));
    if (fs.existsSync(path.join(stage, 'hub.key')))
      fs.cpSync(path.join(stage, 'hub.key'), path.join(dataDir, 'hub.key'));
    giveAway(folder);
    return { kept };
  } finally {
    fs.rmSync(stage, { recursive: true, force: true });
  }
}

function copyData(pgdata: string, stage: string): void {
  const target = path.join(stage, DATA_VERSION);
  fs.cpSync(pgdata, target, { recursive: true, filter: (source) => !PASSING.includes(path.relative(pgdata, source)) });
  for (const name of PASSING.filter((entry) => entry.startsWith('pg_')))
    fs.mkdirSync(path.join(target, name), { recursive: true });
}

async function copyWhileRunning(url: string, pgdata: string, stage: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  try {
    await client.query("SELECT pg_backup_start('portolan', true)");
    copyData(pgdata, stage);
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
    const target = path.join(stage, DATA_VERSION);
    fs.cpSync(path.join(pgdata, 'pg_wal'), path.join(target, 'pg_wal'), { recursive: true });
    fs.writeFileSync(path.join(target, 'backup_label'), rows[0]?.labelfile ?? '');
  } finally {
    await client.end();
  }
}

function checkManifest(file: string): void {
  if (!fs.existsSync(file)) throw new Error('this is no archive of npm run db -- backup');
  const { format, postgres } = JSON.parse(fs.readFileSync(file, 'utf8')) as { format: number; postgres: string };
  if (format !== FORMAT || postgres !== DATA_VERSION) {
    throw new Error(
      `the archive is of ${postgres} (format ${format}); this hub runs ${DATA_VERSION} (format ${FORMAT})`,
    );
  }
}

function setAside(pgdata: string): string | undefined {
  if (!fs.existsSync(pgdata)) return undefined;
  const kept = `${pgdata}-before-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  fs.renameSync(pgdata, kept);
  return kept;
}

/** PostgreSQL insists that its account owns the data and that nobody else may read it. */
function giveAway(folder: string): void {
  const { uid, gid } = accountFor();
  const walk = (file: string): void => {
    if (uid !== undefined && gid !== undefined) fs.lchownSync(file, uid, gid);
    if (fs.lstatSync(file).isDirectory()) for (const name of fs.readdirSync(file)) walk(path.join(file, name));
  };
  walk(path.join(folder, DATA_VERSION));
  walk(path.join(folder, 'password'));
  fs.chmodSync(path.join(folder, DATA_VERSION), 0o700);
}

function tar(args: string[]): void {
  const run = spawnSync('tar', args, { encoding: 'utf8' });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`tar failed: ${run.stderr}`);
}
