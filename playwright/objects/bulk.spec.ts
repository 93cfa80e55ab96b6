import { expect, test } from '@playwright/test';
import { deployment } from '~/server/kube/testing/contract/samples';
import { createMemberClient } from '~/server/simulator/testing/member-client';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { nameOfThisTry } from '../members/try-name';
import { removeCluster } from '../pages/cluster-page';
import { registerByToken } from '../pages/register-page';
import { table } from '../pages/table';

const DOOMED = ['doomed-one', 'doomed-two'].map(nameOfThisTry);
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

test('workloads of two clusters are deleted at once, once the person has typed how many go', async ({ page }) => {
  const members = await Promise.all(
    DOOMED.map((name) => startSimulatedCandidate(name, { region: 'journey', zone: 'journey-b', nodes: 1 })),
  );
  try {
    for (const [index, member] of members.entries()) {
      const client = createMemberClient(member.member);
      await client.call('POST', '/apis/apps/v1/namespaces/default/deployments', { body: deployment('doomed') });
      await client.close();
      await registerByToken(page, DOOMED[index] ?? '', member);
    }
    await page.goto('/clusters?view=workloads&q=doomed');
    const workloads = table(page, 'Workloads');
    for (const cluster of DOOMED) await workloads.row(cluster).getByRole('checkbox').check();
    await page
      .getByRole('region', { name: 'Actions for selected rows' })
      .getByRole('button', { name: 'Delete' })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Delete 2 objects' });
    await dialog.getByText('Foreground', { exact: true }).click();
    await expect(dialog).toContainText('What it owns is removed first');
    await dialog.getByText('Background', { exact: true }).click();
    const preview = dialog.getByRole('list', { name: 'What will change' });
    await expect(preview.getByRole('listitem')).toContainText([/− doomed/, /− doomed/]);
    const typed = 'Type delete 2 objects in 2 clusters to confirm';
    const remove = dialog.getByRole('button', { name: 'Delete' });
    await expect(remove).toHaveAccessibleDescription(typed);
    await dialog.getByLabel(typed).fill('delete 2 objects in 2 clusters');
    await remove.click();
    const outcomes = dialog.getByRole('list', { name: 'What became of each' });
    await expect(outcomes.getByRole('listitem')).toContainText([/done/, /done/]);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(workloads.row('doomed')).toHaveCount(0);
  } finally {
    for (const cluster of DOOMED) await removeCluster(page, cluster);
    await Promise.all(members.map((member) => member.stop()));
  }
});
