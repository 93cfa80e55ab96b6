import { expect, test } from '@playwright/test';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { nameOfThisTry } from '../members/try-name';
import { removeCluster } from '../pages/cluster-page';
import { registerByToken } from '../pages/register-page';
import { search } from '../pages/search-palette';
import { table } from '../pages/table';

const SILENT = nameOfThisTry('aa-silent');

test('finds a workload by its name in every cluster and opens it where it runs', async ({ page }) => {
  await page.goto('/topology');
  const palette = await search(page, 'checkout');
  await expect(palette.getByText(/^\d+ of \d+ found$/)).toBeVisible();
  await expect(palette.getByText(/^\d+ clusters searched$/)).toBeVisible();
  await palette.getByRole('option', { name: /^checkout.*Deployment · eu-central-1a-workload/ }).click();
  await expect(page).toHaveURL(/\/clusters\/eu-central-1a-workload\/objects\/apps\/v1\/deployments\/[^/]+\/checkout/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('checkout');
});

test('finds a workload by its image, with the keyboard alone', async ({ page }) => {
  await page.goto('/');
  const palette = await search(page, 'shop/checkout:');
  await expect(palette.getByRole('option').first()).toContainText('image: ');
  await expect(palette.getByRole('option').first()).toContainText('shop/checkout:');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/clusters\/[^/]+\/objects\/apps\/v1\/deployments\//);
});

test('finds a page of the console by its name', async ({ page }) => {
  await page.goto('/');
  const palette = await search(page, 'topol');
  // labels of nodes have the word in them too
  await palette.getByRole('option', { name: 'Topology', exact: true }).click();
  await expect(page).toHaveURL(/\/topology$/);
});

test('finds a node by its label, also when its cluster is silent, and says which clusters did not answer', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const candidate = await startSimulatedCandidate(SILENT, { region: 'sim-1', zone: 'sim-1a', nodes: 1 });
  const [node = ''] = candidate.nodes;
  candidate.member.objects.change({ apiVersion: 'v1', plural: 'nodes', name: node }, ({ metadata }) => {
    metadata.labels = { ...metadata.labels, 'journeys.example/rack': 'r4711' };
  });
  try {
    await registerByToken(page, SILENT, candidate);
    await page.goto(`/clusters/${SILENT}/nodes`);
    await expect(table(page, 'Nodes').row(node)).toBeVisible();
  } finally {
    await candidate.stop();
  }
  await page.goto(`/clusters?q=${SILENT}`);
  await expect(table(page, 'Clusters').row(SILENT)).toContainText('failed', { timeout: 60_000 });

  const palette = await search(page, 'r4711');
  await expect(palette.getByRole('contentinfo')).toContainText(SILENT);
  await palette.getByRole('option', { name: new RegExp(`^${node}.*label.*Node · ${SILENT}`) }).click();
  await expect(page).toHaveURL(new RegExp(`/clusters/${SILENT}/nodes\\?q=${node}`));
  await expect(table(page, 'Nodes').row(node)).toBeVisible();
  await expect(page.getByRole('complementary', { name: node })).toBeVisible();
  await removeCluster(page, SILENT);
});
