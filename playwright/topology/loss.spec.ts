import { expect, test } from '@playwright/test';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { removeCluster } from '../pages/cluster-page';
import { registerByToken } from '../pages/register-page';
import { table } from '../pages/table';

test('a zone is lost on paper: what it takes with it, and whether the rest has room', async ({ page }) => {
  await page.goto('/topology');
  await page.getByRole('link', { name: 'What if this is lost' }).click();
  await expect(page.getByText('Nothing is lost yet')).toBeVisible();
  await page.getByRole('button', { name: 'Choose what is lost' }).click();
  // the address holds what is chosen, so that the box follows a moment later
  await page.getByRole('dialog').getByRole('checkbox', { name: 'eu-central-1a', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/lostZone=eu-central-1a/);

  const applications = table(page, 'Applications');
  await applications.filter('checkout');
  await expect(applications.row('checkout')).toContainText(/some|half or more|all/);
  await expect(applications.row('checkout')).toContainText('eu-central-1a-workload');
  await page.getByRole('group', { name: 'List' }).getByText('Room').click();
  await expect(table(page, 'Room').row('eu-central-1a-workload')).toContainText('all nodes lost');
  await page.getByRole('group', { name: 'List' }).getByText('Addresses').click();
  await expect(table(page, 'Addresses').row('eu-central-1a-gateway').first()).toContainText('gone');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^lost-addresses.*\.csv$/);
});

test('the page of a zone leads to its loss', async ({ page }) => {
  await page.goto('/topology/zones/eu-central/eu-central-1b');
  await page.getByRole('link', { name: 'What if this is lost' }).click();
  await expect(page).toHaveURL(/lostRegion=eu-central&lostZone=eu-central-1b/);
  await expect(page.getByRole('heading', { name: 'Applications' })).toBeVisible();
});

test('a zone that is lost takes an ingress with it, and a silent member is named', async ({ page }) => {
  const [member, silent] = await Promise.all(
    ['lost-edge', 'lost-silent'].map((name) =>
      startSimulatedCandidate(name, { region: 'journey', zone: 'lost-z', nodes: 1 }),
    ),
  );
  if (!member || !silent) throw new Error('the members did not start');
  member.member.objects.put('networking.k8s.io/v1', 'ingresses', {
    metadata: { name: 'storefront', namespace: 'default' },
    spec: { ingressClassName: 'nginx', defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
    status: { loadBalancer: { ingress: [{ ip: '192.0.2.7' }] } },
  });
  try {
    await registerByToken(page, 'lost-edge', member);
    await registerByToken(page, 'lost-silent', silent);
    await page.goto('/clusters/lost-silent/nodes');
    await expect(table(page, 'Nodes').row('lost-silent')).toBeVisible();
    await silent.stop();
    await page.goto('/topology/loss?lostZone=lost-z&list=gateways');
    const row = table(page, 'Gateways').row('storefront');
    await expect(row).toContainText('Ingress');
    await expect(row).toContainText('192.0.2.7');
    await expect(row).toContainText('gone, nowhere else');
    await expect(page.getByText(/No answer about gateways from .*lost-silent/)).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'CSV' }).click();
    expect((await download).suggestedFilename()).toMatch(/^lost-gateways.*\.csv$/);
  } finally {
    for (const name of ['lost-edge', 'lost-silent']) await removeCluster(page, name);
    await member.stop();
  }
});
