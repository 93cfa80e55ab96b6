import { expect, test } from '@playwright/test';
import { type Candidate, kubeconfigOf } from '../members/candidate';
import { startRealCandidate } from '../members/real-candidate';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { clusterPage, removeCluster } from '../pages/cluster-page';
import { registerPage } from '../pages/register-page';
import { table } from '../pages/table';

const kinds = {
  simulated: () => startSimulatedCandidate('newcomer', { region: 'sim-1', zone: 'sim-1a', nodes: 3 }),
  real: startRealCandidate,
};

for (const [kind, start] of Object.entries(kinds)) {
  test.describe(`a ${kind} cluster`, () => {
    let candidate: Candidate;
    test.beforeAll(async () => {
      test.setTimeout(120_000);
      candidate = await start();
    });
    test.afterAll(() => candidate?.stop());

    test('is registered from one context of a pasted kubeconfig; a context with a plug-in is refused', async ({
      page,
    }) => {
      const register = registerPage(page);
      await register.open();
      await register.readContexts(kubeconfigOf(candidate));
      const contexts = page.getByRole('group', { name: 'Contexts' });
      const plugIn = contexts.getByRole('checkbox', { name: /^plug-in/ });
      await expect(plugIn).toBeDisabled();
      await expect(plugIn).toHaveAccessibleName(/the hub runs none: give a service account token/);
      await contexts.getByRole('checkbox', { name: /^admin/ }).check();
      await registerAndSee({ page, register, candidate, name: `${kind}-kubeconfig` });
    });

    test('is registered by its address and a service-account token', async ({ page }) => {
      const register = registerPage(page);
      await register.open();
      await register.choose('Token');
      await register.fillToken(candidate);
      await registerAndSee({ page, register, candidate, name: `${kind}-token` });
    });

    test('is registered by its address, a client certificate and a key', async ({ page }) => {
      const register = registerPage(page);
      await register.open();
      await register.choose('Client certificate');
      await register.fillCertificate(candidate);
      await registerAndSee({ page, register, candidate, name: `${kind}-certificate` });
    });
  });
}

type Registering = {
  page: import('@playwright/test').Page;
  register: ReturnType<typeof registerPage>;
  candidate: Candidate;
  name: string;
};

/** Test, report, save; another tab sees the cluster come without being touched; its nodes; and off the chart again. */
async function registerAndSee({ page, register, candidate, name }: Registering): Promise<void> {
  const elsewhere = await page.context().newPage();
  await elsewhere.goto(`/clusters?q=${name}`);
  await expect(elsewhere.getByText('Nothing matches').first()).toBeVisible();

  await register.field.name.fill(name);
  await register.test();
  for (const check of ['Address', 'Connection', 'Server certificate', 'Credential', 'Version', 'Readiness', 'Rights'])
    await expect(register.check(check, 'passed')).toBeVisible();
  await expect(register.field.zone).toHaveValue(/1a$/);
  await register.save();
  await expect(register.saved(name)).toBeVisible();

  const count = candidate.nodes.length;
  await expect(table(elsewhere, 'Clusters').row(name)).toContainText(`${count}/${count}`);
  await elsewhere.close();
  await clusterPage(page, name).open('nodes');
  for (const node of candidate.nodes) await expect(table(page, 'Nodes').row(node)).toContainText('healthy');
  await removeCluster(page, name);
}
