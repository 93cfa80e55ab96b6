import { expect, test } from '@playwright/test';
import { fleetKubectl } from '../members/fleet-kubectl';
import { nameOfThisTry } from '../members/try-name';
import { applicationPage } from '../pages/application-page';
import { hubApi } from '../pages/hub-api';

const NAME = nameOfThisTry('spring-tide');
const [CANARY, ...OTHERS] = ['edge-ams', 'edge-cdg', 'edge-fra'] as const;

const application = (spec: { colour: string; port?: number }) => ({
  ...{ apiVersion: 'portolan.dev/v1alpha1', kind: 'Application', metadata: { name: NAME } },
  spec: {
    templates: [
      {
        ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: NAME, namespace: 'default' } },
        data: { colour: spec.colour },
      },
      {
        ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: NAME, namespace: 'default' } },
        spec: { ports: [{ port: spec.port ?? 80 }] },
      },
    ],
    placement: { clusterAffinities: [{ name: 'sites', clusterNames: [CANARY, ...OTHERS] }] },
    rollout: { groupBy: 'cluster', approval: 'second' },
  },
});

const colourIn = (cluster: string) =>
  fleetKubectl(
    cluster,
    '-n',
    'default',
    'get',
    'configmap',
    NAME,
    '--ignore-not-found',
    '-o',
    'jsonpath={.data.colour}',
  );

test('a revision goes in waves: approved by a person, stopped where it fails, and taken back everywhere', async ({
  page,
  request,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const { tell } = hubApi(request, baseURL);
  const view = applicationPage(page, NAME);
  const rollout = page.getByRole('region', { name: 'Rollout' });
  const step = async (name: string) => {
    await rollout.getByRole('button', { name }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('looks well');
    await page.getByRole('dialog').getByRole('button', { name }).click();
    // what lies behind a dialog is out of reach until it is closed
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };

  await tell('federation.save', { text: JSON.stringify(application({ colour: 'blue' })), base: null });
  await page.goto(`/federation/applications/${NAME}`);
  await expect(rollout).toContainText('Wave 2 of 3 waits for approval', { timeout: 30_000 });
  await expect(view.clusters.getByRole('row', { name: CANARY })).toContainText('at revision 1');
  await expect(view.clusters.getByRole('row', { name: OTHERS[0] })).toContainText('held for wave 2');
  expect([await colourIn(CANARY), await colourIn(OTHERS[0])]).toEqual(['blue', '']);

  await step('Approve wave 2');
  await expect(rollout).toHaveCount(0, { timeout: 60_000 });
  for (const cluster of OTHERS) expect(await colourIn(cluster)).toBe('blue');
  await view.look('Rollout');
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('looks well');
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Done: all waves are well');

  await tell('federation.save', { text: JSON.stringify(application({ colour: 'red', port: 70_000 })), base: 1 });
  await expect(rollout).toContainText(`A cluster failed: ${CANARY}`, { timeout: 30_000 });
  await expect(page.getByRole('list', { name: 'Waves' })).toContainText('refused');
  expect([await colourIn(CANARY), await colourIn(OTHERS[0])]).toEqual(['red', 'blue']);

  await view.look('Revisions');
  await view.revisions.getByRole('button', { name: 'Compare with the newest' }).click();
  await page.getByRole('button', { name: 'Restore revision 1' }).click();
  await expect(page.getByRole('checkbox', { name: 'All clusters at once' })).toBeChecked();
  await page.getByRole('button', { name: 'Restore 1 in all clusters' }).click();
  await expect(view.revisions).toContainText('which restored 1');
  await expect.poll(() => colourIn(CANARY), { timeout: 30_000 }).toBe('blue');
  await expect(rollout).toHaveCount(0);
  await tell('federation.remove', { name: NAME, base: 3 });
});
