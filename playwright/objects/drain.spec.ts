import { expect, test } from '@playwright/test';
import { createMemberClient } from '~/server/simulator/testing/member-client';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { nameOfThisTry } from '../members/try-name';
import { removeCluster } from '../pages/cluster-page';
import { objectPage } from '../pages/object-page';
import { registerByToken } from '../pages/register-page';
import { table } from '../pages/table';

type Started = Awaited<ReturnType<typeof startSimulatedCandidate>>;
const NAME = nameOfThisTry('drained');
const NODE = `${NAME}-node-1`;
let member: Started;

test.beforeAll(async () => {
  member = await startSimulatedCandidate(NAME, { region: 'journey', zone: 'journey-a', nodes: 2 });
  const client = createMemberClient(member.member);
  for (const name of ['alone-1', 'alone-2']) {
    const spec = { nodeName: NODE, terminationGracePeriodSeconds: 0, containers: [{ name: 'app', image: 'a:1' }] };
    const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec };
    await client.call('POST', '/api/v1/namespaces/default/pods', { body });
  }
  await client.close();
});
test.afterAll(() => member.stop());

test('a node is drained once a person consents to what is lost, and its page tells how it went', async ({ page }) => {
  const object = objectPage(page, NODE);
  await registerByToken(page, NAME, member);
  await page.goto(`/clusters/${NAME}/nodes`);
  await table(page, 'Nodes').row(NODE).click();
  const drawer = page.getByRole('complementary', { name: NODE });
  await drawer.getByRole('button', { name: 'Drain' }).click();
  await expect(object.dialog.getByRole('region', { name: '2 pods stand in the way' })).toContainText('alone-1');
  await expect(object.dialog.getByRole('button', { name: /^Drain: evict/ })).toHaveAttribute('aria-disabled', 'true');
  await object.dialog.getByLabel(/^Evict pods without a controller/).check();
  await object.dialog.getByLabel('Reason').fill('new kernel');
  await object.dialog.getByRole('button', { name: 'Drain: evict 2 pods' }).click();
  await expect(object.dialog.getByRole('status')).toContainText('Drained', { timeout: 30_000 });
  await object.dialog.getByRole('button', { name: 'Close' }).last().click();

  await drawer.getByRole('link', { name: 'Open' }).click();
  await expect(object.heading).toContainText(NODE);
  const drain = page.getByRole('region', { name: `Drain of ${NODE}` });
  await expect(drain).toContainText('2 of 2 pods gone');
  await page.getByRole('button', { name: 'Uncordon' }).click();
  await expect(object.dialog.getByRole('list', { name: 'What will change' })).toContainText(
    '+ spec.unschedulable: false',
  );
  await object.dialog.getByRole('button', { name: 'Uncordon' }).click();
  await expect(object.dialog.getByRole('list', { name: 'What became of each' })).toContainText('done');
  await object.dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('button', { name: 'Cordon', exact: true })).toBeVisible();
  await removeCluster(page, NAME);
});
