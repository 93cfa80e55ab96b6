import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { LOCALE_COOKIE } from '~/components/i18n/locale';

const CLUSTER = '/clusters/eu-central-1a-gateway';
const PAGES = [
  '/',
  '/clusters',
  '/clusters?open=edge-fra',
  '/clusters/register',
  ...['', '/nodes', '/workloads', '/namespaces', '/services'].map((tab) => `${CLUSTER}${tab}`),
  ...['map', 'treemap', 'clusters', 'nodes'].map((view) => `/topology?view=${view}`),
  '/topology/zones/eu-central/eu-central-1a',
  '/federation',
  '/nowhere',
  '/sign-in',
];

// colours do not depend on the language, nor names and roles on the theme: two of the four pairs meet everything
const LOOKS = [
  { theme: 'light', locale: 'en' },
  { theme: 'dark', locale: 'zh-CN' },
] as const;

for (const { theme, locale } of LOOKS) {
  test(`nothing serious or critical on any page, ${theme}, ${locale}`, async ({ page, context, baseURL }) => {
    test.setTimeout(180_000);
    await context.addCookies([{ name: LOCALE_COOKIE, value: locale, url: baseURL ?? '' }]);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const address of PAGES) {
      await page.goto(address);
      await settled(page);
      expect.soft(await gravePoints(page), `${address} ${theme} ${locale}`).toEqual([]);
    }
  });
}

/** Everything that was asked for has come: nothing on the page is a placeholder any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.locator('.animate-late')).toHaveCount(0);
}

async function gravePoints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}
