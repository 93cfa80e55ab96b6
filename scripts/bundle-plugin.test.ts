import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePlugin } from './bundle-plugin.mjs';

let folder: string;
let program: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'portolan-bundle-'));
  program = path.join(folder, 'kubectl-portolan');
  await bundlePlugin(program);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What it says without a hub; it is run by its shebang. */
const run = (file: string, ...words: string[]) =>
  new Promise<{ exit: unknown; out: string; err: string }>((resolve) => {
    const env = { ...process.env, XDG_CONFIG_HOME: folder };
    execFile(file, words, { env }, (error, out, err) => resolve({ exit: error ? error.code : 0, out, err }));
  });

describe('the plug-in in one file', () => {
  it.each([
    ['kubectl-portolan', undefined],
    ['kubectl-portolan', 'commonjs'],
    ['kubectl-portolan', 'module'],
    ['kubectl-portolan.js', 'module'],
    ['kubectl-portolan.mjs', undefined],
    ['kubectl-portolan.cjs', 'module'],
  ])('runs when it is saved as %s beside a package.json of type %s', async (name, type) => {
    const beside = await mkdtemp(path.join(folder, 'saved-'));
    if (type) await writeFile(path.join(beside, 'package.json'), JSON.stringify({ type }));
    const saved = path.join(beside, name);
    await cp(program, saved);
    expect(await run(saved, 'help')).toMatchObject({ exit: 0, out: expect.stringContaining('kubectl for a fleet') });
    expect(await run(saved, 'clusters')).toEqual({
      ...{ exit: 1, out: '' },
      err: 'kubectl-portolan: not signed in: kubectl portolan login --server https://HUB:3443\n',
    });
    expect(await run(saved, 'constructor')).toMatchObject({
      exit: 1,
      err: 'kubectl-portolan: unknown command constructor; see kubectl portolan help\n',
    });
  });

  it('needs nothing but what Node has', async () => {
    const text = await readFile(program, 'utf8');
    const needed = [...text.matchAll(/\b(?:require|import)\((["'])(.+?)\1\)/g)].map(([, , name = '']) => name);
    expect(needed).toContain('node:https');
    expect(needed.filter((name) => !isBuiltin(name))).toEqual([]);
  });
});
