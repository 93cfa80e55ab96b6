import { expect, type Page } from '@playwright/test';

/** Types a text into the search of the whole fleet; the dialog with what was found. */
export async function search(page: Page, text: string) {
  const input = page.getByPlaceholder('Name, label or image of anything, or a page');
  // the page listens to keys only once its script runs
  await expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(input).toBeVisible({ timeout: 1000 });
  }).toPass();
  await input.fill(text);
  return page.getByRole('dialog', { name: 'Search the fleet' });
}
