import { expect, test } from '@playwright/test';

test('the language stays over a reload, and goes back', async ({ page }) => {
  await page.goto('/clusters');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemcheckbox', { name: '简体中文' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('集群');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('集群');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('button', { name: '语言' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Clusters');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('the theme stays over a reload, and goes back', async ({ page }) => {
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
  await page.goto('/');
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Light' }).click();
  const light = await ink();
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Dark' }).click();
  await expect.poll(ink).not.toBe(light);
  const dark = await ink();
  await page.reload();
  expect(await ink()).toBe(dark);
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Light' }).click();
  await expect.poll(ink).toBe(light);
});

test('the scope stands in the address, narrows what is shown, and stays from page to page', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Whole fleet' }).click();
  const panel = page.getByRole('dialog', { name: 'Scope' });
  const box = panel.getByRole('group', { name: 'Region' }).getByRole('checkbox', { name: 'us-east' });
  await box.click();
  await expect(box).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/\?region=us-east$/);
  const chart = page.getByRole('region', { name: 'Chart of the fleet' });
  await expect(chart.getByRole('region', { name: 'Region us-east' })).toBeVisible();
  await expect(chart.getByRole('region', { name: 'Region eu-central' })).toHaveCount(0);

  const rail = page.getByRole('navigation', { name: 'Areas' });
  await rail.getByRole('link', { name: 'Clusters' }).click();
  await expect(page).toHaveURL(/\/clusters\?region=us-east$/);
  const rows = page.getByRole('table', { name: 'Clusters' }).getByRole('row');
  await expect(rows.filter({ hasText: 'us-east-1a-workload' })).toBeVisible();
  await expect(rows.filter({ hasText: 'eu-central' })).toHaveCount(0);
  await rail.getByRole('link', { name: 'Topology' }).click();
  await expect(page).toHaveURL(/\/topology\?region=us-east$/);

  await page.getByRole('button', { name: 'Whole fleet' }).click();
  await expect(page).toHaveURL(/\/topology$/);
});
