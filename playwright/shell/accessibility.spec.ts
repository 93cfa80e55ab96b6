import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { LOCALE_COOKIE, LOCALES } from '~/components/i18n/locale';

const CLUSTER = '/clusters/eu-central-1a-gateway';
const OBJECT = `${CLUSTER}/objects/apps/v1/deployments/istio-system/istiod`;
const PAGES = [
  '/',
  '/clusters',
  '/clusters?open=edge-fra',
  '/clusters/register',
  '/clusters?view=workloads',
  ...['', '/nodes', '/workloads', '/namespaces', '/services', '/pods', '/events', '/configuration'].map(
    (tab) => `${CLUSTER}${tab}`,
  ),
  `${CLUSTER}/kinds?kind=core/v1/services`,
  `${CLUSTER}/objects/new`,
  ...['summary', 'pods', 'yaml', 'fields', 'clusters'].map((view) => `${OBJECT}?view=${view}`),
  ...['map', 'treemap', 'clusters', 'nodes'].map((view) => `/topology?view=${view}`),
  '/topology/zones/eu-central/eu-central-1a',
  ...['', '/channels', '/deliveries'].map((tab) => `/teams/notifications${tab}`),
  '/audit',
  '/federation',
  '/nowhere',
  '/sign-in',
];
const THEMES = ['light', 'dark'] as const;
/** The rules of WCAG A and AA that see colours; the tag `cat.color` would add those of AAA. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

for (const locale of LOCALES) {
  test(`nothing serious or critical on any page in either theme, ${locale}`, async ({ page, context, baseURL }) => {
    test.setTimeout(420_000);
    await context.addCookies([{ name: LOCALE_COOKIE, value: locale, url: baseURL ?? '' }]);
    for (const address of PAGES) {
      await page.goto(address);
      await settled(page);
      for (const theme of THEMES) {
        await look(page, theme);
        expect.soft(await gravePoints(page, theme), `${address} ${theme} ${locale}`).toEqual([]);
      }
    }
  });
}

/** The theme follows the system while the page stands, so each page is opened once for both. */
async function look(page: Page, theme: (typeof THEMES)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${theme}\\b`));
}

/** Everything that was asked for has come: nothing on the page is a placeholder any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.locator('.animate-late')).toHaveCount(0);
}

/** Names and roles are the same in both themes, so the second look is at colours alone. */
async function gravePoints(page: Page, theme: (typeof THEMES)[number]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (theme === THEMES[0] ? axe : axe.withRules(COLOUR_RULES)).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}
