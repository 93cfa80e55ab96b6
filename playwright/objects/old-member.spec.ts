import { expect, test } from '@playwright/test';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { nameOfThisTry } from '../members/try-name';
import { removeCluster } from '../pages/cluster-page';
import { objectPage } from '../pages/object-page';
import { registerByToken } from '../pages/register-page';
import { table } from '../pages/table';

const NAME = nameOfThisTry('served-as-beta');

test('a CronJob of a member of 1.20 is opened, suspended and edited, though pages name another version', async ({
  page,
}) => {
  const place = { region: 'journey', zone: 'journey-o', nodes: 1, version: 'v1.20.2' };
  const member = await startSimulatedCandidate(NAME, place);
  const pod = { restartPolicy: 'Never', containers: [{ name: 'app', image: 'report:1' }] };
  member.member.objects.put('batch/v1beta1', 'cronjobs', {
    metadata: { name: 'report', namespace: 'default' },
    spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: { spec: pod } } } },
  });
  try {
    await registerByToken(page, NAME, member);
    await page.goto(`/clusters/${NAME}/workloads`);
    await table(page, 'Workloads').row('report').click();
    await page.getByRole('link', { name: 'Open' }).click();
    const object = objectPage(page, 'report');
    await expect(object.heading).toContainText('report');
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await object.dialog.getByRole('button', { name: 'Pause' }).click();
    await expect(object.dialog).toContainText('done');
    await object.dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(page.getByText('Suspended').first()).toBeVisible();
    await object.look('YAML');
    await object.replace('0 3', '0 4');
    await object.askPreview();
    await expect(object.preview).toContainText('0 4');
    await expect(object.preview).not.toContainText('resourceVersion');
    await object.save('an hour later');
  } finally {
    await removeCluster(page, NAME);
    await member.stop();
  }
});
