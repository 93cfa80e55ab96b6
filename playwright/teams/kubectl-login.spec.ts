import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { testPorts } from '../test-ports';

const SERVER = `https://localhost:${testPorts().https}`;
const PLUGIN = path.resolve('dist/kubectl-portolan');

let folder: string;
const running: ChildProcess[] = [];
test.beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'portolan-login-'));
});
test.afterEach(() => {
  for (const one of running.splice(0)) one.kill();
  rmSync(folder, { recursive: true, force: true });
});
const env = () => ({ ...process.env, XDG_CONFIG_HOME: folder, HOME: folder });

type Said = { exit: number; text: string };

const plugin = (...words: string[]) =>
  new Promise<Said>((resolve) => {
    execFile(process.execPath, [PLUGIN, ...words], { env: env() }, (error, out, err) =>
      resolve({ exit: error ? Number(error.code ?? 1) : 0, text: `${out}${err}` }),
    );
  });

/** Runs the command that the account page shows, as it stands there, but for the browser: the journey is it. */
async function startLogin(page: Page): Promise<{ link: string; code: string; done: Promise<Said> }> {
  await page.goto('/account');
  const shown = await page.getByText('kubectl portolan login').textContent();
  const [, words = ''] = /kubectl portolan (login .*)/.exec(shown ?? '') ?? [];
  const downloaded = page.waitForEvent('download');
  await page.getByRole('link', { name: 'hub-ca.pem' }).click();
  await (await downloaded).saveAs(path.join(folder, 'hub-ca.pem'));
  const child = spawn(process.execPath, [PLUGIN, ...words.split(' '), '--no-browser'], { env: env(), cwd: folder });
  running.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data));
  const done = new Promise<Said>((resolve) => child.on('exit', (exit) => resolve({ exit: exit ?? 1, text })));
  await expect.poll(() => text).toContain('  code  ');
  // the hub is called by another name here, under which nobody is signed in
  const { pathname, search } = new URL(/http\S+/.exec(text)?.[0] ?? '');
  return { link: `${pathname}${search}`, code: /code {2}(\S+)/.exec(text)?.[1] ?? '', done };
}

test('kubectl signs in by a code that is confirmed here, and is out at once when its session is ended', async ({
  page,
}) => {
  const { link, code, done } = await startLogin(page);
  await page.goto(link);
  await expect(page.getByRole('main')).toContainText(code);
  await expect(page.getByRole('main')).toContainText(os.hostname());
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'is signed in' })).toBeVisible();
  expect(await done).toMatchObject({ exit: 0, text: expect.stringContaining(`signed in at ${SERVER} as `) });
  expect(await plugin('clusters')).toMatchObject({ exit: 0, text: expect.stringContaining('edge-ams') });
  // a code works once
  await page.goto(link);
  await expect(page.getByRole('main').getByRole('alert')).toContainText('No machine waits with this code');

  await page.goto('/account');
  const row = page.getByRole('row', { name: new RegExp(`kubectl on ${os.hostname()}`) });
  await row.getByRole('button', { name: 'End' }).click();
  await expect(row).toBeHidden();
  const refused = await plugin('clusters');
  expect(refused.exit).toBe(1);
  expect(refused.text).toContain(`your session at ${SERVER} is over`);
});

test('what somebody did not start is denied, and the code may be typed as it comes', async ({ page }) => {
  const { code, done } = await startLogin(page);
  await page.goto('/account/device');
  await page.getByLabel('Code').fill('BCDF-GHJK');
  await page.getByRole('button', { name: 'Show who asks' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('No machine waits with this code');
  await page.getByLabel('Code').fill(code.toLowerCase().replace('-', ''));
  await page.getByRole('button', { name: 'Show who asks' }).click();
  await page.getByRole('button', { name: 'Deny' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'was not let in' })).toBeVisible();
  expect(await done).toMatchObject({ exit: 1, text: expect.stringContaining('was denied in the console') });
});
