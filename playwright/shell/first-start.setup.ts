import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { signIn } from '../pages/sign-in-page';

test('the first administrator signs in with the printed link, and with no other', async ({ page, context }) => {
  await page.goto('/clusters');
  await expect(page).toHaveURL(/\/sign-in/);
  const link = readFileSync('playwright/.results/link.txt', 'utf8').replace('localhost', '127.0.0.1');

  await signIn(page, `${link}x`);
  await expect(page.getByRole('main').getByRole('alert')).toContainText('This link does not work');

  await signIn(page, link);
  await expect(page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Clusters' })).toBeVisible();
  await context.storageState({ path: 'playwright/.results/signed-in.json' });

  const stranger = await context.browser()?.newContext({ storageState: { cookies: [], origins: [] } });
  const again = await stranger?.newPage();
  if (!again) throw new Error('no second browser context');
  await signIn(again, link);
  await expect(again.getByRole('main').getByRole('alert')).toContainText(
    'It was used already, has expired, or is not of this hub',
  );
  await stranger?.close();
});
