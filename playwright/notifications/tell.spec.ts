import { expect, test } from '@playwright/test';
import { type ScriptedMember, startScriptedMember } from '~/server/kube/testing/scripted-member';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { nameOfThisTry } from '../members/try-name';
import { clusterPage, removeCluster } from '../pages/cluster-page';
import { registerByToken } from '../pages/register-page';
import { table } from '../pages/table';

const NAME = nameOfThisTry('told-of');
const CHANNEL = nameOfThisTry('pager');
const RULE = nameOfThisTry('on-duty');
const ROOT = '/teams/notifications';
let sink: ScriptedMember;

test.beforeAll(async () => {
  sink = await startScriptedMember((_request, response) => void response.end('a word that nobody sees'));
});
test.afterAll(() => sink.stop());

const told = () => sink.seen.map(({ body }) => JSON.parse(body) as { test: boolean; text: string; began: unknown[] });

test('a lost cluster is told through a webhook, tried again until it has arrived, and stands in the log', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const dialog = page.getByRole('dialog');
  await page.goto(ROOT);
  // what an earlier try left behind stays: only the first finds nothing
  if (test.info().retry === 0) {
    await expect(page.getByText('Nobody is told yet')).toBeVisible();
    await page.getByRole('link', { name: 'Make a channel' }).click();
  } else await page.goto(`${ROOT}/channels`);

  await page.getByRole('button', { name: 'New channel' }).click();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(CHANNEL);
  await dialog.getByLabel('Address').fill('http://127.0.0.1/');
  await dialog.getByLabel('Signing key').fill('a key that is never shown');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('https://');
  await dialog.getByLabel('Address').fill(`${sink.member.server}/hook/s3cret-path`);
  await dialog.getByLabel('Certificate authority').fill(sink.authority.certificate);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);

  await table(page, 'Channels').row(CHANNEL).click();
  const drawer = page.getByRole('complementary', { name: CHANNEL });
  await expect(drawer).not.toContainText('s3cret');
  await drawer.getByRole('button', { name: 'Send a test' }).click();
  await expect(drawer.getByRole('status')).toContainText('The test has arrived (answer 200).');
  expect(told()).toMatchObject([{ test: true }]);
  sink.play((_request, response) => void response.writeHead(503).end('a word that nobody sees'));
  await drawer.getByRole('button', { name: 'Send a test' }).click();
  await expect(drawer.getByRole('status')).toContainText('it answered with an error (503)');
  await expect(page.getByText('a word that nobody sees')).toHaveCount(0);

  await drawer.getByRole('button', { name: 'Edit' }).click();
  await expect(dialog.getByLabel('Signing key')).toHaveValue('');
  await expect(dialog.getByLabel('Address')).toHaveValue('');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  const candidate = await startSimulatedCandidate(NAME, { region: 'sim-1', zone: 'sim-1a', nodes: 1 });
  await registerByToken(page, NAME, candidate);
  const cluster = clusterPage(page, NAME);
  await cluster.open();
  await expect(cluster.heading).toContainText('healthy');
  await candidate.stop();

  await page.goto(ROOT);
  await page.getByRole('button', { name: 'New rule' }).click();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(RULE);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Choose at least one channel');
  await dialog.getByRole('checkbox', { name: CHANNEL }).check();
  await dialog.getByText('By name', { exact: true }).click();
  await dialog.getByLabel('Cluster names').fill(NAME);
  await dialog.getByLabel('First message after').fill('0');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(table(page, 'Rules').row(RULE)).toContainText(NAME);

  const line = table(page, 'Deliveries').row(RULE);
  await page.goto(`${ROOT}/deliveries`);
  await expect(line).toContainText(/1 new.*retrying.*it answered with an error \(503\)/, { timeout: 150_000 });
  sink.play((_request, response) => void response.end());
  await line.getByRole('button', { name: `Try the message of ${RULE} now` }).click();
  await expect(line).toContainText('delivered', { timeout: 15_000 });
  expect(told().at(-1)?.text).toContain(`Cluster cannot be reached: ${NAME}, since`);

  await page.goto(`${ROOT}/channels`);
  await table(page, 'Channels').row(CHANNEL).click();
  await expect(drawer.getByRole('button', { name: 'Remove' })).toHaveAttribute('title', '1 rule tells through it');
  await page.goto(ROOT);
  await table(page, 'Rules').row(RULE).click();
  await page.getByRole('complementary', { name: RULE }).getByRole('button', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(table(page, 'Rules').row(RULE)).toHaveCount(0);
  await removeCluster(page, NAME);
});
