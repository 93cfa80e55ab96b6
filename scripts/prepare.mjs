// The steps between a checkout and something that runs; each is skipped when a stamp says that its inputs are unchanged.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => path.join(root, ...parts);

export function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Node ${process.versions.node} is too old: Portolan needs 20.19 or newer.`);
  process.exit(1);
}

/** Runs one step and says what it is and how long it took; ends the process when it fails. */
export function step(label, command, args, env = {}) {
  const began = Date.now();
  console.log(`\x1b[36m>\x1b[0m ${label} …`);
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CHECKPOINT_DISABLE: '1', ...env },
  });
  if (result.error || result.status !== 0) {
    console.error(`${label} failed${result.error ? `: ${result.error.message}` : ''}`);
    process.exit(result.status || 1);
  }
  console.log(`\x1b[36m>\x1b[0m ${label}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

const walk = (folder) =>
  fs.existsSync(at(folder))
    ? fs.readdirSync(at(folder), { withFileTypes: true }).flatMap((entry) => {
        const name = path.join(folder, entry.name);
        return entry.isDirectory() ? walk(name) : [name];
      })
    : [];

const sourcesOf = (folders) => folders.flatMap(walk).filter((file) => !/\.test\.tsx?$|(^|\/)generated\//.test(file));

function hash(files) {
  const sum = createHash('sha256');
  for (const file of [...files].sort()) sum.update(file).update(fs.readFileSync(at(file)));
  return sum.digest('hex');
}

function unlessFresh(stamp, files, work) {
  const key = hash(files);
  const file = at(stamp);
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === key) return;
  work();
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, key);
}

const node = (script, ...args) => [process.execPath, [at(script), ...args]];

export function install() {
  unlessFresh('node_modules/.stamp', ['package-lock.json'], () => {
    const npm = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];
    step('Installing dependencies', npm[0], [
      ...npm[1],
      'ci',
      '--include=dev',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]);
  });
}

export function generateClient() {
  const schema = walk('prisma').filter((file) => file.endsWith('.prisma'));
  unlessFresh('prisma/generated/.stamp', [...schema, 'package-lock.json'], () => {
    step('Generating the database client', ...node('node_modules/prisma/build/index.js', 'generate'));
  });
}

export function buildSite() {
  const config = ['next.config.js', 'postcss.config.mjs', 'tsconfig.json', 'package-lock.json'];
  const sources = [...sourcesOf(['app', 'components', 'server', 'public', 'prisma']), ...config];
  unlessFresh('.next/.stamp', sources, () => {
    step('Building the console', ...node('node_modules/next/dist/bin/next', 'build'), { NODE_ENV: 'production' });
  });
}

/** The kubectl plug-in, which the hub hands out as one file. */
export function buildPlugin() {
  const sources = [
    ...sourcesOf(['bin/kubectl-portolan', 'server/kernel']),
    'scripts/bundle-plugin.mjs',
    'package-lock.json',
  ];
  unlessFresh('dist/.stamp-plugin', sources, () =>
    step('Bundling the kubectl plug-in', ...node('scripts/bundle-plugin.mjs', 'dist/kubectl-portolan')),
  );
}

export function buildServer() {
  buildPlugin();
  const sources = [
    ...sourcesOf(['server', 'prisma']),
    'scripts/bundle.mjs',
    'scripts/bundle-settings.mjs',
    'package-lock.json',
  ];
  unlessFresh('dist/.stamp', sources, () => step('Bundling the server', ...node('scripts/bundle.mjs')));
}
