import { expect, test } from '@playwright/test';
import { fleetKubectl } from '../members/fleet-kubectl';
import { nameOfThisTry } from '../members/try-name';
import { applicationPage } from '../pages/application-page';
import { hubApi } from '../pages/hub-api';

const NAME = nameOfThisTry('man-overboard');
const [PRIMARY, BACKUP] = ['edge-sin', 'edge-syd'] as const;
const TEXT = JSON.stringify({
  ...{ apiVersion: 'portolan.dev/v1alpha1', kind: 'Application', metadata: { name: NAME } },
  spec: {
    templates: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: NAME, namespace: 'default' } }],
    placement: {
      clusterAffinities: [
        { name: 'primary', clusterNames: [PRIMARY] },
        { name: 'backup', clusterNames: [BACKUP] },
      ],
    },
  },
});

const standsIn = async (cluster: string) =>
  (await fleetKubectl(cluster, '-n', 'default', 'get', 'configmap', NAME, '--ignore-not-found', '-o', 'name')) !== '';

test('a drill moves an application away and back, and its placement says why', async ({ page, request, baseURL }) => {
  test.setTimeout(180_000);
  const { tell } = hubApi(request, baseURL);
  const view = applicationPage(page, NAME);
  const why = page.getByRole('table', { name: 'Every cluster, and why' });
  const timeline = page.getByRole('list', { name: 'Failovers' });

  await tell('federation.save', { text: TEXT, base: null });
  await expect.poll(() => standsIn(PRIMARY), { timeout: 30_000 }).toBe(true);
  await page.goto(`/federation/applications/${NAME}`);
  await view.look('Placement');
  await expect(why.getByRole('row', { name: BACKUP })).toContainText('primary');

  await view.look('Failover');
  await page.getByLabel('Reason').fill('are we ready?');
  await page.getByRole('button', { name: 'Begin the drill' }).click();
  await expect(timeline).toContainText('are we ready?');
  await expect
    .poll(() => Promise.all([standsIn(PRIMARY), standsIn(BACKUP)]), { timeout: 60_000 })
    .toEqual([false, true]);
  await view.look('Placement');
  await expect(why.getByRole('row', { name: PRIMARY })).toContainText('portolan.dev/failover=drill');

  await view.look('Failover');
  await page.getByRole('button', { name: 'Bring back' }).click();
  await expect
    .poll(() => Promise.all([standsIn(PRIMARY), standsIn(BACKUP)]), { timeout: 60_000 })
    .toEqual([true, false]);
  await expect(timeline).toContainText('was brought back');
  await tell('federation.remove', { name: NAME, base: 1 });
});
