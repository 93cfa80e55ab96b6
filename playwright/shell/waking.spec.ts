import { expect, test } from '@playwright/test';
import { table } from '../pages/table';

test('a press before the page listens waits for it, and is not lost', async ({ page }) => {
  let listen = () => {};
  const listening = new Promise<void>((resolve) => {
    listen = resolve;
  });
  await page.route('**/_next/static/**/*.js*', async (route) => {
    await listening;
    await route.continue();
  });
  await page.goto('/topology?view=nodes&cluster=edge-fra', { waitUntil: 'commit' });
  const box = table(page, 'Nodes').row('edge-fra').first().getByRole('checkbox');
  await expect(box).toBeVisible();
  const pressed = box.check();
  // a press that does not wait is over by then
  await Promise.race([pressed, page.waitForTimeout(1000)]);
  listen();
  await pressed;
  await expect(page.getByRole('region', { name: 'Actions for selected rows' })).toContainText('1 selected');
});
