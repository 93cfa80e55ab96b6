import { expect, test } from '@playwright/test';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { nameOfThisTry } from '../members/try-name';
import { clusterPage } from '../pages/cluster-page';
import { registerByToken } from '../pages/register-page';
import { table } from '../pages/table';

const NAME = nameOfThisTry('managed');

test('a cluster is cordoned, suspended, taken up again, given a new credential, and removed', async ({ page }) => {
  test.setTimeout(120_000);
  const candidate = await startSimulatedCandidate(NAME, { region: 'sim-1', zone: 'sim-1a', nodes: 2 });
  const cluster = clusterPage(page, NAME);
  const credential = page.getByRole('region', { name: 'Credential' });
  await registerByToken(page, NAME, candidate);
  await cluster.open();
  await expect(cluster.heading).toContainText('healthy');

  await cluster.choose('Cordon');
  await expect(cluster.dialog).toContainText('Nothing new will be placed on it.');
  await cluster.dialog.getByLabel('Reason').fill('a journey');
  await cluster.confirm('Cordon');
  await page.goto(`/clusters?q=${NAME}`);
  await expect(table(page, 'Clusters').row(NAME)).toContainText('cordoned');

  await cluster.open();
  await cluster.choose('Uncordon');
  await cluster.confirm('Uncordon');
  await expect(page.getByText(`${NAME} is active`)).toBeVisible();

  await cluster.choose('Suspend');
  await cluster.confirm('Suspend');
  await expect(cluster.heading).toContainText('suspended');
  await page.getByRole('button', { name: 'More actions' }).click();
  await expect(page.getByRole('menuitem', { name: /^Cordon.*Resume it first/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await cluster.choose('Resume');
  await cluster.confirm('Resume');
  await expect(cluster.heading).toContainText('healthy');

  await expect(credential).toContainText('token-admin');
  await cluster.choose('Rotate credential');
  await cluster.dialog.getByLabel('Service account token').fill('not-a-token');
  await cluster.dialog.getByLabel(/^Certificate authority/).fill(candidate.ca);
  await cluster.confirm('Rotate');
  await expect(cluster.dialog.getByRole('alert').first()).toBeVisible();
  await cluster.dialog.getByText('Client certificate', { exact: true }).click();
  await cluster.dialog.getByLabel(/^Certificate authority/).fill(candidate.ca);
  await cluster.dialog.getByRole('textbox', { name: 'Client certificate' }).fill(candidate.certificate);
  await cluster.dialog.getByLabel('Private key').fill(candidate.key);
  await cluster.confirm('Test connection');
  await expect(cluster.dialog.getByRole('listitem').filter({ hasText: 'Credential' })).toContainText(
    'kubernetes-admin',
  );
  await expect(cluster.dialog.getByRole('img', { name: 'failed' })).toHaveCount(0);
  await cluster.confirm('Rotate');
  await expect(page.getByText(`${NAME} has a new credential`)).toBeVisible();
  await expect(credential).toContainText('kubernetes-admin');
  await expect(cluster.heading).toContainText('healthy');

  await cluster.choose('Remove');
  await expect(cluster.dialog).toContainText('The service account or certificate that the hub used');
  const confirm = cluster.dialog.getByRole('button', { name: 'Remove', exact: true });
  await cluster.dialog.getByLabel(`Type ${NAME} to confirm`).fill('manage');
  await expect(confirm).toHaveAttribute('aria-disabled', 'true');
  await cluster.dialog.getByLabel(`Type ${NAME} to confirm`).fill(NAME);
  await confirm.click();
  await expect(page).toHaveURL(/\/clusters$/);
  await page.goto(`/clusters?q=${NAME}`);
  await expect(page.getByText('Nothing matches').first()).toBeVisible();
  await candidate.stop();
});
