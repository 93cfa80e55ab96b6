import { expect, test } from '@playwright/test';

test('who signs out is back at the sign-in page, and the old session opens nothing', async ({ page, context }) => {
  await page.goto('/');
  const session = await context.storageState();
  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByLabel('Password')).toBeVisible();

  await context.addCookies(session.cookies);
  await page.goto('/clusters');
  await expect(page).toHaveURL(/\/sign-in/);
});
