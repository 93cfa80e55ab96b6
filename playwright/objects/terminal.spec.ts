import { expect, test } from '@playwright/test';
import { objectPage } from '../pages/object-page';
import { table } from '../pages/table';

const CLUSTER = 'edge-fra';
const DEPLOYMENT = `/clusters/${CLUSTER}/objects/apps/v1/deployments/shop/frontend`;

test('the logs of a workload are followed and searched, and a terminal is recorded and replayed', async ({ page }, {
  retry,
}) => {
  const reason = `a journey, try ${retry + 1}`;
  await page.goto(DEPLOYMENT);
  const workload = objectPage(page, 'frontend');
  await workload.look('Logs');
  const logs = page.getByRole('region', { name: 'Logs of frontend' });
  const lines = logs.getByRole('listitem');
  await expect(lines.first()).toBeVisible();
  const told = page.getByRole('status').filter({ hasText: 'container' });
  const before = await told.innerText();
  await expect(told).not.toHaveText(before, { timeout: 20_000 });
  await page.getByRole('searchbox', { name: 'Find in these lines' }).fill('info');
  await expect(logs.locator('mark').first()).toBeVisible();

  await workload.look('Pods');
  await table(page, 'Pods')
    .row(/Running/)
    .first()
    .click();
  await expect(page.getByRole('link', { name: 'http://localhost:8080' })).toBeVisible();
  await workload.look('Terminal');
  await page.getByRole('textbox', { name: 'Reason, for the record' }).fill(reason);
  await page.getByRole('button', { name: 'Open terminal' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Recorded' })).toBeVisible();
  await page.getByRole('textbox', { name: /^Terminal in/ }).pressSequentially('hostname\nexit\n');
  await expect(page.getByText('The session ended with exit code 0.')).toBeVisible();

  await page.goto('/audit');
  await page.getByRole('link', { name: 'Recordings' }).click();
  await table(page, 'Recordings').filter(reason);
  const row = table(page, 'Recordings').row('hostname');
  await expect(row).toHaveCount(1);
  await row.click();
  await expect(page.getByText('Every part is what was written')).toBeVisible();
  const screen = page.locator('.xterm-accessibility-tree');
  await expect(screen).toContainText('hostname');
  await expect(screen).toContainText('frontend-');
});
