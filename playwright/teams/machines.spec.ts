import { expect, test } from '@playwright/test';
import { hubApi } from '../pages/hub-api';

test('a machine comes in by a token of a part of the fleet until it is disabled, and why stands in the record', async ({
  page,
  playwright,
  request,
  baseURL,
}) => {
  const name = `pipeline ${Date.now()}`;
  const hub = hubApi(request, baseURL);
  await page.goto('/teams/machines');
  await page.getByRole('button', { name: 'New machine' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Make it' }).click();
  const drawer = page.getByRole('complementary', { name });
  await expect(drawer).toBeVisible();
  const id = new URL(page.url()).searchParams.get('open');
  const scope = { clusters: { by: 'all' }, namespaces: null, environments: null };
  await hub.tell('teams.grant', { subject: { to: 'person', id }, role: 'editor', scope });

  await drawer.getByRole('button', { name: 'New token' }).click();
  await dialog.getByLabel('Name', { exact: true }).fill('main branch');
  await dialog.getByText('Only a part').click();
  await expect(dialog.getByRole('button', { name: 'Make the token' })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByLabel('Names', { exact: true }).fill('edge-fra');
  await dialog.getByRole('button', { name: 'Make the token' }).click();
  const token = (await dialog.getByText('portolan_pat_').textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const entry = drawer.getByRole('list', { name: 'Tokens' }).getByRole('listitem');
  await expect(entry).toContainText('edge-fra');

  const program = await playwright.request.newContext({
    baseURL: baseURL ?? '',
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: { authorization: `Bearer ${token}`, 'x-portolan': '1' },
  });
  const input = encodeURIComponent(JSON.stringify({ offset: 0, limit: 10 }));
  const seen = await (await program.get(`/api/trpc/clusters.list?input=${input}`)).json();
  expect(seen.result.data.rows.map((row: { name: string }) => row.name)).toEqual(['edge-fra']);

  await drawer.getByRole('button', { name: 'Disable' }).click();
  await expect(dialog).toContainText('1 token ends for good');
  await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
  await expect(dialog.getByRole('button', { name: 'Disable' })).toHaveAttribute('title', 'Say why first');
  await dialog.getByLabel('Why').fill(`leaked by ${name}`);
  await dialog.getByRole('button', { name: 'Disable' }).click();
  await expect(drawer.getByText('disabled')).toBeVisible();
  await expect(entry).toHaveCount(0);
  expect((await program.get('/api/trpc/teams.me')).status()).toBe(401);
  await program.dispose();
  const told = await hub.ask('audit.list', { filter: { text: `leaked by ${name}` }, offset: 0, limit: 10 });
  expect(told).toMatchObject({ rows: [{ action: 'teams.disableMachine', result: 'applied' }] });
});
