import { expect, test } from '@playwright/test';
import type { Candidate } from '../members/candidate';
import { startRealCandidate } from '../members/real-candidate';
import { nameOfThisTry } from '../members/try-name';
import { removeCluster } from '../pages/cluster-page';
import { objectPage } from '../pages/object-page';
import { registerByToken } from '../pages/register-page';

const NAME = nameOfThisTry('real-editor');
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicaz: 1
  replicas: 1
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
        tier: front
    spec:
      containers:
        - name: app
          image: nginx:1.27
`;
let real: Candidate;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  real = await startRealCandidate();
});
test.afterAll(() => real?.stop());

test('a real API server checks, completes and refuses at the field', async ({ page }) => {
  const object = objectPage(page, 'web');
  await registerByToken(page, NAME, real);
  await page.goto(`/clusters/${NAME}/objects/new`);
  const editor = page.getByRole('textbox', { name: 'YAML of the new objects' });
  await editor.fill(DEPLOYMENT);
  const wrong = page.locator('.cm-lintRange-error');
  await expect(wrong).toHaveText('replicaz');
  await wrong.hover();
  await expect(page.getByText('The kind has no field replicaz.')).toBeVisible();
  await editor.fill(DEPLOYMENT.replace('  replicaz: 1\n', ''));
  await expect(wrong).toHaveCount(0);

  await page.keyboard.press('Control+End');
  await page.keyboard.type('          imageP');
  await page.getByRole('option', { name: /^imagePullPolicy/ }).click();
  await page.keyboard.type('Always');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: 'Create 1 object' }).click();
  await page.getByRole('region', { name: 'What became of each' }).getByRole('link', { name: /web/ }).click();

  await object.look('YAML');
  await object.replace('app: web', 'tier: front');
  await object.askPreview();
  const refused = page.getByRole('main').getByRole('alert');
  await expect(refused).toContainText('spec.selector');
  await expect(refused).toContainText('immutable');
  await expect(wrong.first()).toBeVisible();
  await page.getByRole('button', { name: 'Throw my changes away' }).click();
  await object.replace('nginx:1.27', 'nginx:1.28');
  await object.askPreview();
  await expect(object.preview.getByRole('textbox', { name: 'After saving' })).toContainText('nginx:1.28');
  await object.save('a newer one');
  await expect(object.editor).toContainText('nginx:1.28');
  await removeCluster(page, NAME);
});
