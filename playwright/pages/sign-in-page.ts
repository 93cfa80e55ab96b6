import type { Page } from '@playwright/test';

/** Follows a one-time link as from a terminal: a change of the fragment alone would not load the page anew. */
export async function signIn(page: Page, link: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in as the first administrator' }).click();
}
