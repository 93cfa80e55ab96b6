import { expect, test } from '@playwright/test';

const DEPLOYMENT = '/clusters/edge-fra/objects/apps/v1/deployments/shop/frontend';

test('the logs of a workload in two clusters stand in one view, and a cluster without it is told beside them', async ({
  page,
}) => {
  await page.goto(`${DEPLOYMENT}?view=logs`);
  const logs = page.getByRole('region', { name: 'Logs of frontend' });
  await expect(logs.getByRole('listitem').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Add a cluster' }).fill('edge-ams');
  await expect(page).toHaveURL(/beside=edge-ams/);
  for (const cluster of ['edge-fra', 'edge-ams']) await expect(logs.getByText(cluster).first()).toBeVisible();

  await page.goto(`${DEPLOYMENT}?view=logs&beside=edge-ams,not-there`);
  await expect(page.getByRole('alert').filter({ hasText: 'not-there' })).toBeVisible();
  await expect(logs.getByText('edge-ams').first()).toBeVisible();
  await page.getByRole('button', { name: 'Leave edge-ams out' }).click();
  await expect(page).toHaveURL(/beside=not-there/);
});
