import { expect, test } from '@playwright/test';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { nameOfThisTry } from '../members/try-name';
import { removeCluster } from '../pages/cluster-page';
import { registerByToken } from '../pages/register-page';
import { table } from '../pages/table';

const NAME = nameOfThisTry('placed-east');
const ZONE = 'topology.kubernetes.io/zone';
let candidate: Awaited<ReturnType<typeof startSimulatedCandidate>>;

test.beforeAll(async () => {
  candidate = await startSimulatedCandidate(NAME, { region: 'placed', zone: 'placed-a', nodes: 2 });
  candidate.member.objects.put('v1', 'namespaces', { metadata: { name: 'shop' } });
  candidate.member.objects.put('apps/v1', 'deployments', {
    metadata: { name: 'cart', namespace: 'shop' },
    spec: {
      replicas: 0,
      selector: { matchLabels: { app: 'cart' } },
      template: { metadata: { labels: { app: 'cart' } }, spec: { containers: [{ name: 'app', image: 'cart:1' }] } },
    },
  });
});
test.afterAll(() => candidate.stop());

test('a workload is told to run in one zone only, with the change seen before', async ({ page }) => {
  await registerByToken(page, NAME, candidate);
  await page.goto(`/clusters/${NAME}/workloads`);
  await table(page, 'Workloads').row('cart').click();
  await page.getByRole('button', { name: 'Where its pods run' }).click();
  const dialog = page.getByRole('dialog', { name: 'Where the pods of cart run' });
  await dialog.getByRole('group', { name: 'Pods run in' }).getByText('Only in some').click();
  await expect(dialog.getByRole('button', { name: 'Preview' })).toHaveAccessibleDescription(
    'Choose at least one place',
  );
  await dialog.getByRole('checkbox', { name: 'placed-a' }).check();
  await dialog.getByRole('group', { name: 'Shared out evenly' }).getByText('As well as can be').click();
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(dialog.getByText('+ spec.template.spec.affinity')).toContainText('placed-a');
  await expect(dialog.getByText('+ spec.template.spec.topologySpreadConstraints')).toContainText(ZONE);
  await expect(dialog.getByRole('row', { name: /placed-a/ })).toContainText('2');
  await dialog.getByLabel('Reason').fill('data must stay here');
  await dialog.getByRole('button', { name: 'Apply to 1 object' }).click();
  await expect(dialog.getByRole('listitem')).toContainText('done');
  const stored = candidate.member.objects.get('apps/v1', 'deployments', 'cart', 'shop');
  expect(JSON.stringify(stored)).toContain('requiredDuringSchedulingIgnoredDuringExecution');
  await removeCluster(page, NAME);
});
