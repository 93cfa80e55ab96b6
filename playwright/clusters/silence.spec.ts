import { expect, test } from '@playwright/test';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { nameOfThisTry } from '../members/try-name';
import { clusterPage, removeCluster } from '../pages/cluster-page';
import { registerByToken } from '../pages/register-page';
import { table } from '../pages/table';

const NAME = nameOfThisTry('falls-silent');

test('a cluster that dies is failed with since and as of, and its last known nodes stay', async ({ page }) => {
  test.setTimeout(120_000);
  const place = { region: 'sim-1', zone: 'sim-1a', nodes: 3 };
  const candidate = await startSimulatedCandidate(NAME, place);
  const cluster = clusterPage(page, NAME);
  await registerByToken(page, NAME, candidate);
  await cluster.open('nodes');
  for (const node of candidate.nodes) await expect(table(page, 'Nodes').row(node)).toBeVisible();

  await candidate.stop();
  await expect(cluster.heading).toContainText('failed', { timeout: 60_000 });
  for (const node of candidate.nodes) await expect(table(page, 'Nodes').row(node)).toBeVisible();
  await page.getByRole('link', { name: 'Overview', exact: true }).last().click();
  await expect(page.getByText('Cannot be reached.')).toBeVisible();
  await expect(page.getByText(/^since .+ · as of .+/).first()).toBeVisible();
  await cluster.open('pods');
  await expect(page.getByRole('main').getByRole('alert')).toContainText(`${NAME} cannot be reached`);
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  const lastKnown = page.getByRole('region', { name: 'Last known' });
  await expect(lastKnown).toContainText(/since .+ as of/);
  await expect(lastKnown.getByRole('link', { name: 'Nodes' })).toBeVisible();
  await page.goto(`/clusters?q=${NAME}`);
  await expect(table(page, 'Clusters').row(NAME)).toContainText(/failed.*Cannot be reached\. .+ since.*3\/3/);
  await page.goto('/');
  await expect(
    page.getByRole('link', { name: new RegExp(`^${NAME}: failed, 3 nodes. Cannot be reached. .+`) }),
  ).toBeVisible();
  await removeCluster(page, NAME);
});
