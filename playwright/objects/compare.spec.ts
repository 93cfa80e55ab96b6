import { expect, test } from '@playwright/test';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { nameOfThisTry } from '../members/try-name';
import { removeCluster } from '../pages/cluster-page';
import { registerByToken } from '../pages/register-page';

const NAMES = ['compared-one', 'compared-two', 'compared-silent'].map(nameOfThisTry);

test('an object is compared over clusters: where it differs, who lacks it, and who is silent', async ({ page }) => {
  const members = await Promise.all(
    NAMES.map((name) => startSimulatedCandidate(name, { region: 'journey', zone: 'journey-c', nodes: 1 })),
  );
  const [one, two, silent] = members;
  if (!one || !two || !silent) throw new Error('the members did not start');
  const put = (member: typeof one, level: string) =>
    member.member.objects.put('v1', 'configmaps', {
      metadata: { name: 'settings', namespace: 'default' },
      data: { level },
    });
  put(one, 'loud');
  put(two, 'quiet');
  try {
    for (const [index, name] of NAMES.entries()) await registerByToken(page, name, members[index] ?? one);
    await silent.stop();
    const scope = `cluster=${NAMES.join(',')},eu-central-1a-workload`;
    await page.goto(`/clusters/${NAMES[0]}/objects/core/v1/configmaps/default/settings?view=clusters&${scope}`);
    const comparison = page.getByRole('table', { name: 'The same object across clusters' });
    const row = comparison.getByRole('row', { name: /data\.level/ });
    await expect(row).toContainText('loud');
    await expect(row).toContainText('quiet');
    await expect(page.getByRole('region', { name: 'Not there in 1 cluster' })).toContainText('eu-central-1a-workload');
    await expect(page.getByRole('region', { name: 'One cluster did not answer' })).toContainText(NAMES[2] ?? '');
    await expect(page.getByText('2 of 4 clusters in scope have it, in 2 different forms.')).toBeVisible();
  } finally {
    for (const name of NAMES) await removeCluster(page, name);
    await Promise.all([one.stop(), two.stop()]);
  }
});
