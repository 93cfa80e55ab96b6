import { expect, test } from '@playwright/test';
import { fleetKubectl } from '../members/fleet-kubectl';
import { applicationPage } from '../pages/application-page';
import { table } from '../pages/table';

const NAME = 'tide-tables';
const FIRST = 'edge-jnb';
const SECOND = 'edge-mad';
const OBJECT = ['-n', 'default', 'configmap', NAME];

const text = (colour: string) => `apiVersion: portolan.dev/v1alpha1
kind: Application
metadata:
  name: ${NAME}
spec:
  templates:
    # one for every site
    - apiVersion: v1
      kind: ConfigMap
      metadata:
        name: ${NAME}
        namespace: default
      data:
        colour: ${colour}
  placement:
    clusterAffinities:
      - name: sites
        clusterNames:
          - ${FIRST}
          - ${SECOND}
  overrides:
    - name: second
      targetCluster:
        clusterNames:
          - ${SECOND}
      overriders:
        - type: labels
          set:
            site: second
`;

test('an application is explained, previewed and brought to its clusters; drift is seen, put back, accepted and rolled back', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const application = applicationPage(page, NAME);
  const colourIn = (cluster: string) => fleetKubectl(cluster, 'get', ...OBJECT, '-o', 'jsonpath={.data.colour}');
  const drift = table(page, 'Drift');

  await page.goto('/federation/new');
  await application.write(text('blue'));
  await application.askPreview();
  await expect(application.decision.getByRole('row', { name: FIRST })).toContainText('new here');
  await expect(application.decision.getByRole('row', { name: 'edge-cdg' })).toContainText(
    'is not among the named clusters',
  );
  await application.decision.getByRole('row', { name: SECOND }).getByRole('button', { name: 'Manifests' }).click();
  await expect(page.getByRole('region', { name: `What is applied in ${SECOND}` })).toContainText(
    'from override “second”',
  );
  await page.getByRole('button', { name: 'Ask all 2 clusters' }).click();
  await expect(page.getByText('2 of 2 would take everything')).toBeVisible();
  await application.save('tides for two sites');
  for (const cluster of [FIRST, SECOND])
    await expect(application.clusters.getByRole('row', { name: cluster })).toContainText('at revision 1');
  expect(await colourIn(FIRST)).toBe('blue');

  const paint = (cluster: string, colour: string) =>
    fleetKubectl(
      cluster,
      'patch',
      ...OBJECT,
      '--type=merge',
      '--field-manager=night-watch',
      '-p',
      `{"data":{"colour":"${colour}"}}`,
    );
  await paint(FIRST, 'red');
  await page.goto('/federation?side=drift');
  await expect(drift.row('data.colour')).toContainText('night-watch');
  await expect(drift.row('data.colour')).toContainText('red');
  await drift.row('data.colour').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Put back' }).click();
  await expect(drift.row('data.colour')).toHaveCount(0);
  await expect.poll(() => colourIn(FIRST)).toBe('blue');

  await paint(SECOND, 'green');
  await drift.row('data.colour').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Accept into the template' }).click();
  await expect(page.getByRole('textbox', { name: `Text of ${NAME}` })).toContainText('one for every site');
  await application.askPreview();
  await application.save('green is better');
  for (const cluster of [FIRST, SECOND])
    await expect(application.clusters.getByRole('row', { name: cluster })).toContainText('at revision 2');
  await expect.poll(() => colourIn(FIRST)).toBe('green');

  await application.look('Revisions');
  await application.revisions.getByRole('button', { name: 'Compare with the newest' }).click();
  await page.getByRole('button', { name: 'Restore revision 1' }).click();
  await page.getByRole('button', { name: 'Restore 1 in all clusters' }).click();
  await expect(application.revisions).toContainText('which restored 1');
  for (const cluster of [FIRST, SECOND]) await expect.poll(() => colourIn(cluster)).toBe('blue');

  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('textbox').last().fill(NAME);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect
    .poll(() => fleetKubectl(FIRST, 'get', ...OBJECT, '--ignore-not-found', '-o', 'name'), { timeout: 30_000 })
    .toBe('');
});
