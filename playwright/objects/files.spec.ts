import { randomBytes } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { objectPage } from '../pages/object-page';
import { table } from '../pages/table';

const DEPLOYMENT = '/clusters/edge-fra/objects/apps/v1/deployments/shop/frontend';

async function openFiles(page: Page, reason: string): Promise<void> {
  await page.goto(DEPLOYMENT);
  const workload = objectPage(page, 'frontend');
  await workload.look('Pods');
  await table(page, 'Pods')
    .row(/Running/)
    .first()
    .click();
  await workload.look('Files');
  await page.getByRole('textbox', { name: 'Reason, for the record' }).fill(reason);
}

test('a file goes into a container and comes back as it was; a folder comes as an archive', async ({ page }) => {
  await openFiles(page, 'a journey of files');
  const file = randomBytes(2_000_000);
  const name = 'a "b" 日志.bin';
  const upload = page.getByRole('region', { name: 'Upload' });
  await upload.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: file });
  await expect(upload.getByRole('status')).toHaveText('1.9 MiB in /tmp');

  const download = page.getByRole('region', { name: 'Download' });
  const save = async (path: string) => {
    await download.getByRole('textbox', { name: 'Path in the container' }).fill(path);
    await download.getByRole('button', { name: 'Download' }).click();
  };
  const [saved] = await Promise.all([page.waitForEvent('download'), save(`/tmp/${name}`)]);
  expect(readFileSync(await saved.path()).equals(file)).toBe(true);
  await expect(download.getByRole('status').first()).toHaveText('saved, 1.9 MiB');

  const [archive] = await Promise.all([page.waitForEvent('download'), save('/etc')]);
  expect(archive.suggestedFilename()).toBe('etc.tar');
  expect(readFileSync(await archive.path()).toString('latin1')).toContain('./etc/hosts');

  await save('/nothing');
  await expect(download.getByRole('status').first()).toHaveText('nothing was saved');
  await expect(download.getByText(/nothing: No such file or directory/)).toBeVisible();
  await save('../etc');
  await expect(download.getByRole('alert')).toContainText('An absolute path is wanted');

  await page.goto('/audit/recordings');
  await table(page, 'Recordings').filter('a journey of files');
  await expect(table(page, 'Recordings').row(`upload /tmp/${name}`)).toHaveCount(1);
  await expect(table(page, 'Recordings').row('download /etc')).toHaveCount(1);
});

test('ten gigabytes go piece by piece, are cancelled, and let the next file through', async ({ page }, info) => {
  await openFiles(page, 'a journey of one large file');
  const large = info.outputPath('large.img');
  writeFileSync(large, '');
  // without blocks on the disk
  truncateSync(large, 10 * 2 ** 30);
  const upload = page.getByRole('region', { name: 'Upload' });
  await upload.locator('input[type=file]').setInputFiles(large);
  await expect(upload.getByRole('status')).toHaveText(/^\d+(\.\d+)? MiB of 10 GiB, [\d.]+ MiB\/s$/);
  await upload.getByRole('button', { name: 'Cancel large.img' }).click();
  await expect(upload.getByRole('status')).toHaveText('cancelled: a part of it may stand in /tmp');

  const small = { name: 'small.txt', mimeType: 'text/plain', buffer: Buffer.from('small') };
  await upload.locator('input[type=file]').setInputFiles(small);
  await expect(upload.getByRole('status').first()).toHaveText('5 B in /tmp');

  await page.goto('/audit/recordings');
  await table(page, 'Recordings').filter('a journey of one large file');
  await expect(table(page, 'Recordings').row('upload /tmp/large.img')).toHaveCount(1);
});
