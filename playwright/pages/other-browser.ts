import type { Page } from '@playwright/test';

/** A browser of somebody else, who is not signed in. */
export async function otherBrowser(page: Page): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error('no browser');
  return (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
}
