import { expect, test } from '@playwright/test';
import { table } from '../pages/table';

const CLUSTERS = ['eu-central-1a-workload', 'eu-central-1b-workload'];

test('workloads of two clusters are restarted at once, each with its own outcome', async ({ page }) => {
  await page.goto(`/clusters?view=workloads&cluster=${CLUSTERS.join(',')}&q=checkout`);
  const workloads = table(page, 'Workloads');
  for (const cluster of CLUSTERS) await workloads.row(cluster).getByRole('checkbox').check();
  await page
    .getByRole('region', { name: 'Actions for selected rows' })
    .getByRole('button', { name: 'Restart' })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Restart 2 objects' });
  const preview = dialog.getByRole('list', { name: 'What will change' });
  for (const cluster of CLUSTERS)
    await expect(preview.getByRole('listitem').filter({ hasText: cluster })).toContainText(
      'kubectl.kubernetes.io/restartedAt',
    );
  await dialog.getByRole('button', { name: 'Restart' }).click();
  const outcomes = dialog.getByRole('list', { name: 'What became of each' });
  for (const cluster of CLUSTERS)
    await expect(outcomes.getByRole('listitem').filter({ hasText: cluster })).toContainText('done');
});
