import AxeBuilder from '@axe-core/playwright';
import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { LOCALE_COOKIE, LOCALES } from '~/components/i18n/locale';
import { hubApi } from '../pages/hub-api';

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
  ...['', '/access', '/requests', '/roles', '/people', '/machines', '/providers'].map((tab) => `/teams${tab}`),
  ...['/team/harbour', '/providers?open=harbour'].map((tab) => `/teams${tab}`),
  '/account',
  '/account/device?code=BCDF-GHJK',
  ...['', '/channels', '/deliveries'].map((tab) => `/teams/notifications${tab}`),
  '/audit',
  ...['', '?side=drift', '?side=history', '/new', '/applications/harbour-light'].map((page) => `/federation${page}`),
  ...['placement', 'rollout', 'failover', 'revisions'].map(
    (view) => `/federation/applications/harbour-light?view=${view}`,
  ),
  '/nowhere',
  '/sign-in',
];
type Theme = 'light' | 'dark';
type Aspect = 'all' | 'colours' | 'words';
/** The rules of WCAG A and AA that see colours; the tag `cat.color` would add those of AAA. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

const PROVIDER = {
  name: 'harbour',
  label: 'Harbour',
  issuer: 'https://192.0.2.1',
  clientId: 'portolan',
  enabled: false,
};

const APPLICATION = JSON.stringify({
  ...{ apiVersion: 'portolan.dev/v1alpha1', kind: 'Application', metadata: { name: 'harbour-light' } },
  spec: {
    templates: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'harbour-light', namespace: 'default' } }],
    placement: { clusterAffinities: [{ name: 'one', clusterNames: ['edge-hkg'] }] },
  },
});

test.beforeAll(async ({ request, baseURL }) => {
  const { tell } = hubApi(request, baseURL);
  await tell('teams.save', { name: 'harbour', description: 'Those whose page is looked at' });
  await tell('teams.saveProvider', { ...PROVIDER, groups: { pilots: 'harbour' } });
  await tell('teams.createService', { name: 'harbour pilot', team: 'harbour' });
  await tell('federation.save', { text: APPLICATION, base: null });
});

test.afterAll(async ({ request, baseURL }) => {
  const { tell } = hubApi(request, baseURL);
  await tell('federation.remove', { name: 'harbour-light', base: 1 });
  await tell('teams.removeProvider', { name: 'harbour' });
  await tell('teams.remove', { name: 'harbour' });
});

/**
 * What is looked at in which language and theme. Names and roles are the same in both themes, and colours in both languages,
 * so each is looked at once where it can differ: colours take most of the time.
 */
const LOOKS = {
  en: [
    { theme: 'light', at: 'all' },
    { theme: 'dark', at: 'colours' },
  ],
  'zh-CN': [{ theme: 'dark', at: 'words' }],
} as const satisfies Record<(typeof LOCALES)[number], readonly { theme: Theme; at: Aspect }[]>;

test('what is wrong is found, each at its look', async ({ page }) => {
  await page.setContent(
    '<html lang="en"><title>x</title><main><h1>x</h1><p style="color: #bbb">pale</p><button></button>',
  );
  expect((await gravePoints(page, 'all')).map(ruleOf)).toEqual(['button-name', 'color-contrast']);
  expect((await gravePoints(page, 'colours')).map(ruleOf)).toEqual(['color-contrast']);
  expect((await gravePoints(page, 'words')).map(ruleOf)).toEqual(['button-name']);
});

for (const locale of LOCALES) {
  const looks = LOOKS[locale];
  test(`nothing serious or critical on any page, ${looks.map(({ theme }) => theme).join(' and ')}, ${locale}`, async ({
    page,
    context,
    request,
    baseURL,
  }) => {
    test.setTimeout(1_200_000);
    await context.addCookies([{ name: LOCALE_COOKIE, value: locale, url: baseURL ?? '' }]);
    for (const address of [...PAGES, ...(await drawers(request, baseURL))]) {
      await page.goto(address);
      await settled(page);
      for (const { theme, at } of looks) {
        await look(page, theme);
        expect.soft(await gravePoints(page, at), `${address} ${theme} ${locale}`).toEqual([]);
      }
    }
  });
}

/** The drawers of a person and a machine, whose addresses are not known before. */
async function drawers(request: APIRequestContext, baseURL: string | undefined): Promise<string[]> {
  const { ask } = hubApi(request, baseURL);
  const [person] = await ask<{ id: string }[]>('teams.accounts', {});
  const [machine] = await ask<{ id: string }[]>('teams.machines', {});
  return [`/teams/people?open=${person?.id}`, `/teams/machines?open=${machine?.id}`];
}

/** The theme follows the system while the page stands, so each page is opened once for both. */
async function look(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${theme}\\b`));
}

/** Everything that was asked for has come: nothing on the page is a placeholder any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.locator('.animate-late')).toHaveCount(0);
}

async function gravePoints(page: Page, at: Aspect): Promise<string[]> {
  // no page of ours has frames, and what is in order needs no description: half of the time goes there
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  if (at === 'colours') axe.withRules(COLOUR_RULES);
  if (at === 'words') axe.disableRules(COLOUR_RULES);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}

const ruleOf = (point: string) => point.split(':')[0];
