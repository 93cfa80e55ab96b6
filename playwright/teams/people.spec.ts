import { expect, type Page, test } from '@playwright/test';
import { otherBrowser } from '../pages/other-browser';
import { table } from '../pages/table';

const PASSWORD = 'correct horse battery';
const NEXT = 'another fine harbour';

async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Name').fill(login);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('who is invited chooses a password, is known, and is out at once when disabled', async ({ page }) => {
  const login = `ada-${Date.now()}`;
  await page.goto('/teams/people');
  await page.getByRole('button', { name: 'Invite a person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Ada Lovelace');
  await dialog.getByLabel('Signs in as').fill(login);
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = await dialog.getByText('/sign-in#token=').textContent();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const row = page.getByRole('row', { name: new RegExp(login) });
  await expect(row).toContainText('invited');

  const ada = await otherBrowser(page);
  await ada.goto(link ?? '');
  await ada.getByLabel('Password').fill('passwordpassword');
  await ada.getByRole('button', { name: 'Set the password and sign in' }).click();
  await expect(ada.getByRole('main').getByRole('alert')).toContainText('one of the commonest');
  await ada.getByLabel('Password').fill(PASSWORD);
  await ada.getByRole('button', { name: 'Set the password and sign in' }).click();
  await expect(ada.getByRole('button', { name: 'Signed in as Ada Lovelace' })).toBeVisible();

  await page.reload();
  await expect(row).toContainText('active');
  await row.getByRole('button', { name: 'What can be done with Ada Lovelace' }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await expect(dialog).toContainText('1 session ends');
  await dialog.getByLabel('Why').fill('left the company');
  await dialog.getByLabel('Type Ada Lovelace to confirm').fill('Ada Lovelace');
  await dialog.getByRole('button', { name: 'Disable' }).click();
  await expect(row).toContainText('disabled');
  // the open page leaves by itself
  await expect(ada).toHaveURL(/\/sign-in/);
  await signIn(ada, login, PASSWORD);
  await expect(ada.getByRole('main').getByRole('alert')).toContainText('Name and password do not fit');

  await row.getByRole('button', { name: 'What can be done with Ada Lovelace' }).click();
  await page.getByRole('menuitem', { name: 'Enable' }).click();
  await expect(row).toContainText('active');
  await signIn(ada, login, PASSWORD);
  await expect(ada.getByRole('button', { name: 'Signed in as Ada Lovelace' })).toBeVisible();

  await ada.goto('/account');
  await ada.getByLabel('Current password').fill(PASSWORD);
  await ada.getByLabel('New password').fill(NEXT);
  await ada.getByRole('button', { name: 'Change the password' }).click();
  await expect(ada.getByText('The password is changed')).toBeVisible();
  await ada.context().close();
});

test('a token speaks for its person until it is taken back', async ({ page, playwright, baseURL }) => {
  await page.goto('/account');
  await page.getByRole('button', { name: 'New token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('pipeline');
  await dialog.getByRole('button', { name: 'Make the token' }).click();
  const token = (await dialog.getByText('portolan_pat_').textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  const program = await playwright.request.newContext({
    baseURL: baseURL ?? '',
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: { authorization: `Bearer ${token}`, 'x-portolan': '1', 'content-type': 'application/json' },
  });
  const me = await (await program.get('/api/trpc/teams.me')).json();
  expect(me.result.data.rights[0].actions).not.toContain('clusters.remove');
  expect(
    (await program.post('/api/trpc/teams.createToken', { data: { name: 'x', role: 'viewer', days: 1 } })).status(),
  ).toBe(403);

  const kind = { group: '', version: 'v1', plural: 'pods' };
  const look = { cluster: 'edge-ams', kind, namespace: 'shop' };
  expect((await program.get('/api/trpc/objects.list', { params: { input: JSON.stringify(look) } })).status()).toBe(200);
  await page.goto('/audit?token=pipeline');
  await table(page, 'Audit').row('objects.list').filter({ hasText: look.cluster }).click();
  await expect(page.getByRole('complementary', { name: 'objects.list' })).toContainText('By the tokenpipeline');

  await page.goto('/account');
  const row = page.getByRole('row', { name: /pipeline/ });
  await row.getByRole('button', { name: 'Take pipeline back' }).click();
  await expect(row).toBeHidden();
  expect((await program.get('/api/trpc/teams.me')).status()).toBe(401);
  await program.dispose();
});
