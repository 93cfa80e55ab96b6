import { expect, type Page } from '@playwright/test';
import { search } from './search-palette';

const REFERENCE = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
/** What leads to a cluster on the chart is named by its name and how it is. */
const CELL = /^[a-z0-9-]+: /;

/** What one sees of the fleet, on every page that shows it, is these clusters; `hidden` is one that is nowhere. */
export async function expectSightOf(page: Page, clusters: string[], { hidden }: { hidden?: string } = {}) {
  const count = String(clusters.length);
  await page.goto('/');
  await expect(total(page, 'Clusters')).toHaveText(count);
  const cells = page.getByRole('region', { name: 'Chart of the fleet' }).getByRole('link', { name: CELL });
  await expect(cells).toHaveCount(clusters.length);
  for (const name of clusters.slice(0, 3)) await expect(cells.and(page.getByTitle(`${name}: `))).toBeVisible();

  await page.goto('/topology?view=treemap');
  const figures = page.getByRole('table', { name: 'Fleet by size' });
  await expect(figures.getByRole('row').filter({ has: page.getByRole('cell') })).toHaveCount(clusters.length);

  await page.goto('/clusters');
  await expect(page.getByRole('table', { name: 'Clusters' })).toHaveAttribute(
    'aria-rowcount',
    String(clusters.length + 1),
  );
  if (hidden === undefined) return;
  const palette = await search(page, hidden);
  await expect(palette.getByText('Nothing of that name')).toBeVisible();
  // no other page and no other answer than for one that there is not
  expect(await lookFor(page, hidden)).toEqual(await lookFor(page, 'no-such-cluster'));
}

/** A figure of the overview. */
const total = (page: Page, term: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.getByRole('term').and(page.getByText(term, { exact: true })) })
    .getByRole('definition')
    .first();

async function lookFor(page: Page, cluster: string) {
  const same = (text: string) => text.replaceAll(cluster, 'NAME').replace(REFERENCE, 'ID');
  const shown = await page.goto(`/clusters/${cluster}`);
  await expect(page.getByRole('main').getByRole('alert')).toContainText(`${cluster} was not found`);
  const text = same(await page.getByRole('main').innerText());
  const params = { input: JSON.stringify({ name: cluster }) };
  const asked = await page.request.get('/api/trpc/clusters.get', { headers: { 'x-portolan': '1' }, params });
  return { page: shown?.status(), text, status: asked.status(), answer: same(await asked.text()) };
}
