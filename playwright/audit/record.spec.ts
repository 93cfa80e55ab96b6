import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { table } from '../pages/table';

const CLUSTER = 'edge-fra';

test('a write stands on record with who, on which grant, what changed, and leaves as a file', async ({
  page,
  baseURL,
}) => {
  const reason = `on record ${Date.now()}`;
  const setState = (state: string) =>
    page.request.post('/api/trpc/clusters.setState', {
      headers: { origin: baseURL ?? '', 'x-portolan': '1' },
      data: { name: CLUSTER, state, reason },
    });
  expect((await setState('cordoned')).status()).toBe(200);
  expect((await setState('active')).status()).toBe(200);

  await page.goto('/audit');
  await table(page, 'Audit').filter(reason);
  const rows = table(page, 'Audit').row('clusters.setState');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('applied');
  await rows.last().click();
  const drawer = page.getByRole('complementary', { name: 'clusters.setState' });
  await expect(drawer).toContainText('fleet-admin, given to them');
  await expect(drawer).toContainText('− state: active');
  await expect(drawer).toContainText('+ state: cordoned');
  await expect(drawer.getByRole('link', { name: `Open ${CLUSTER}` })).toHaveAttribute('href', `/clusters/${CLUSTER}`);
  await page.keyboard.press('Escape');

  await page.getByRole('search', { name: 'Filters' }).getByRole('button', { name: 'Result' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'denied' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows).toHaveCount(2);

  await page.getByRole('banner').or(page.getByRole('main')).getByRole('button', { name: 'Export' }).first().click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'NDJSON' }).click();
  const lines = readFileSync(await (await saved).path(), 'utf8')
    .trim()
    .split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { reason: string }).reason)).toEqual([reason, reason]);
});

test('a look into a cluster stands on record, and follows while one watches', async ({ page }) => {
  await page.goto(`/clusters/${CLUSTER}/pods`);
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible();
  await page.goto('/audit?kind=access');
  await expect(table(page, 'Audit').row('objects.list').filter({ hasText: CLUSTER }).first()).toContainText('shown');
  await page.getByRole('button', { name: 'Follow' }).click();
  await expect(page.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'true');
});
