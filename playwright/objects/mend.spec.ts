import { expect, test } from '@playwright/test';
import { objectPage } from '../pages/object-page';
import { table } from '../pages/table';

const CLUSTER = 'ap-southeast-1b-workload';

test('the broken Deployment is found from the overview, understood, compared and mended with a diff', async ({
  page,
}) => {
  const object = objectPage(page, 'checkout');
  await page.goto('/');
  await page
    .getByRole('region', { name: /^Needs attention/ })
    .getByRole('link', { name: CLUSTER })
    .click();
  await page.getByRole('link', { name: 'Open page' }).click();
  await page
    .getByRole('navigation', { name: 'Pages of this cluster' })
    .getByRole('link', { name: /^Workloads/ })
    .click();
  await table(page, 'Workloads').filter('checkout');
  await table(page, 'Workloads').row('checkout').click();
  await page.getByRole('complementary', { name: 'checkout' }).getByRole('link', { name: 'Open' }).click();

  await expect(object.heading).toContainText(/Deployment.*checkout/);
  await expect(page.getByRole('table', { name: 'Conditions' })).toContainText('Progressing');
  await object.look('Pods');
  const broken = table(page, 'Pods').row(/ErrImagePull|ImagePullBackOff/);
  await expect(broken.first()).toBeVisible();
  await object.look('Events');
  await expect(table(page, 'Events').row('ScalingReplicaSet').first()).toBeVisible();

  await object.look('Other clusters');
  const compared = page.getByRole('table', { name: 'The same object across clusters' });
  await expect(compared.getByRole('row', { name: /image/ })).toContainText('-broken', { timeout: 60_000 });

  await object.look('YAML');
  await object.replace('-broken', '');
  await object.askPreview();
  await expect(object.preview.getByRole('textbox', { name: 'Now' })).toContainText('-broken');
  await expect(object.preview.getByRole('textbox', { name: 'After saving' })).not.toContainText('-broken');
  await object.save('the image does not exist');
  await object.look('Pods');
  await expect(broken).toHaveCount(0, { timeout: 60_000 });
  await object.look('Fields');
  await table(page, 'Fields and their owners').row('image').first().waitFor();
  await expect(table(page, 'Fields and their owners').row('portolan-console').first()).toBeVisible();
});
