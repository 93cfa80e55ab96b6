import { expect, test } from '@playwright/test';
import { createMemberClient } from '~/server/simulator/testing/member-client';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { nameOfThisTry } from '../members/try-name';
import { removeCluster } from '../pages/cluster-page';
import { objectPage } from '../pages/object-page';
import { registerByToken } from '../pages/register-page';

type Started = Awaited<ReturnType<typeof startSimulatedCandidate>>;
type MemberClient = ReturnType<typeof createMemberClient>;
const NAME = nameOfThisTry('edited-by-two');
const PATH = '/api/v1/namespaces/default/configmaps/settings';
const PAGE = `/clusters/${NAME}/objects/core/v1/configmaps/default/settings`;
let member: Started;
let client: MemberClient;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  member = await startSimulatedCandidate(NAME, { region: 'journey', zone: 'journey-a', nodes: 1 });
  client = createMemberClient(member.member);
  const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { a: 'one', b: 'two' } };
  await client.call('POST', '/api/v1/namespaces/default/configmaps', { body });
});
test.afterAll(async () => {
  await client.close();
  await member.stop();
});

const theyWrite = (data: Record<string, string>) =>
  client.call('PATCH', `${PATH}?fieldManager=kubectl-edit`, { body: { data }, type: 'application/merge-patch+json' });
const dataNow = async () => (await client.call('GET', PATH)).json.data;

test('two edits that do not touch are put together, with who changed what', async ({ page }) => {
  const object = objectPage(page, 'settings');
  await registerByToken(page, NAME, member);
  await page.goto(`${PAGE}?view=yaml`);
  await object.replace('one', 'mine');
  await theyWrite({ b: 'theirs' });
  await object.askPreview();
  await expect(object.conflict).toContainText('By kubectl-edit');
  await expect(object.conflict).toContainText('+ data.b: theirs');
  await object.conflict.getByRole('button', { name: 'Take both' }).click();
  await object.save('both are meant');
  expect(await dataNow()).toEqual({ a: 'mine', b: 'theirs' });
});

test('where two edits touch a person decides, and a text outlives the page', async ({ page }) => {
  const object = objectPage(page, 'settings');
  await page.goto(`${PAGE}?view=yaml`);
  await object.replace('mine', 'again');
  await page.reload();
  await expect(object.editor).toContainText('again');
  await theyWrite({ a: 'other' });
  await object.askPreview();
  const field = object.conflict.getByRole('group', { name: 'data.a' });
  await expect(field).toContainText('again');
  await expect(field).toContainText('other');
  await field.getByLabel(/^Mine/).check();
  await object.conflict.getByRole('button', { name: 'Take what I chose' }).click();
  await object.save('mine it is');
  expect(await dataNow()).toEqual({ a: 'again', b: 'theirs' });
});

test('what is deleted while it is edited says so, and its text can be created anew', async ({ page }) => {
  const object = objectPage(page, 'settings');
  await page.goto(`${PAGE}?view=yaml`);
  await object.replace('again', 'last');
  await client.call('DELETE', PATH);
  await object.askPreview();
  await page.getByRole('button', { name: 'Create it anew from this text' }).click();
  await expect(page).toHaveURL(/objects\/new$/);
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: 'Create 1 object' }).click();
  await page
    .getByRole('region', { name: 'What became of each' })
    .getByRole('link', { name: /settings/ })
    .click();
  await expect(object.heading).toContainText('settings');
  expect(await dataNow()).toEqual({ a: 'last', b: 'theirs' });
});

test('a ConfigMap is created from text beside one that is refused, and deleted again', async ({ page }) => {
  const object = objectPage(page, 'fresh');
  await page.goto(`/clusters/${NAME}`);
  await page.getByRole('link', { name: 'New from YAML' }).click();
  const editor = page.getByRole('textbox', { name: 'YAML of the new objects' });
  await editor.fill(
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: fresh\ndata:\n  a: b\n---\napiVersion: v1\nkind: Nothing\n',
  );
  await page.getByRole('button', { name: 'Preview' }).click();
  const preview = page.getByRole('region', { name: 'What would be created' });
  await expect(preview.getByRole('listitem').filter({ hasText: 'Nothing' })).toContainText('serves no Nothing');
  await page.getByRole('button', { name: 'Create 1 object' }).click();
  const outcomes = page.getByRole('region', { name: 'What became of each' });
  await expect(outcomes.getByRole('listitem')).toContainText([/created/, /refused/]);
  await outcomes.getByRole('link', { name: /fresh/ }).click();

  await object.choose('Delete');
  await expect(object.dialog.getByRole('list', { name: 'What will change' })).toContainText('− fresh');
  await object.dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(object.dialog).toContainText('done');
  await object.dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByText('It is not there any more.').first()).toBeVisible();
  await removeCluster(page, NAME);
});
