import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

test('the first administrator signs in with the printed link, and with no other', async ({ page, context }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
  const link = readFileSync('playwright/.results/link.txt', 'utf8').replace(/localhost/, '127.0.0.1');

  await page.goto(`${link}x`);
  await page.getByRole('button', { name: /sign in/i }).click();
  await expect(page.getByRole('alert')).toBeVisible();

  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('button', { name: /sign in/i }).click();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Clusters' })).toBeVisible();
  await context.storageState({ path: 'playwright/.results/signed-in.json' });

  const stranger = await context.browser()?.newContext({ storageState: { cookies: [], origins: [] } });
  const again = await stranger?.newPage();
  await again?.goto(link);
  await again?.getByRole('button', { name: /sign in/i }).click();
  if (again) await expect(again.getByRole('alert')).toBeVisible();
  await stranger?.close();
});
