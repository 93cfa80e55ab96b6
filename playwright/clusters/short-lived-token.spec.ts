import { expect, test } from '@playwright/test';
import { createMemberClient } from '~/server/simulator/testing/member-client';
import { kubectlOf } from '../members/fleet-kubectl';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { nameOfThisTry } from '../members/try-name';
import { clusterPage, removeCluster } from '../pages/cluster-page';
import { registerByToken } from '../pages/register-page';

const NAME = nameOfThisTry('short-lived');
const ACCOUNT = '/api/v1/namespaces/kube-system/serviceaccounts';

test('a member given by a service account is asked for tokens of short life, once its administrator allows it', async ({
  page,
}) => {
  const candidate = await startSimulatedCandidate(NAME, { region: 'sim-1', zone: 'sim-1a', nodes: 1 });
  const kubectl = kubectlOf(candidate.member.adminKubeconfig);
  try {
    await kubectl('-n', 'kube-system', 'create', 'serviceaccount', 'portolan');
    await kubectl(
      'create',
      'clusterrolebinding',
      'portolan',
      '--clusterrole=view',
      '--serviceaccount=kube-system:portolan',
    );
    await registerByToken(page, NAME, { ...candidate, token: await firstToken(candidate.member) });
    await clusterPage(page, NAME).open();

    const token = page.getByRole('region', { name: 'Short-lived token' });
    await expect(token).toContainText('The service account may not mint tokens of its own.');
    const [, ...words] = (await token.locator('pre').innerText()).trim().split(/\s+/);
    for (const command of words.join(' ').split(' && kubectl ')) await kubectl(...command.split(' '));
    await token.getByRole('button', { name: 'Try again now' }).click();
    await expect(token).toContainText('The hub speaks with a token of its own, and renews it by itself.');
    await expect(token).toContainText('kept, sealed');

    await token.getByRole('button', { name: 'Forget first credential' }).click();
    const dialog = page.getByRole('dialog', { name: `Forget the first credential of ${NAME}?` });
    await dialog.getByLabel(`Type ${NAME} to confirm`).fill(NAME);
    await dialog.getByRole('button', { name: 'Forget first credential' }).click();
    await expect(token).toContainText('forgotten');
    await expect(token).not.toContainText('with the next renewal');

    await page.goto(`/clusters?view=credentials&q=${NAME}`);
    const row = page.getByRole('table', { name: 'Credentials' }).getByRole('row').filter({ hasText: NAME });
    await expect(row).toContainText('a short-lived token');
  } finally {
    await removeCluster(page, NAME);
    await candidate.stop();
  }
});

async function firstToken(member: Parameters<typeof createMemberClient>[0]): Promise<string> {
  const client = createMemberClient(member);
  const { json } = await client.call('POST', `${ACCOUNT}/portolan/token`, {
    body: { spec: { expirationSeconds: 3600 } },
  });
  await client.close();
  return json.status.token;
}
