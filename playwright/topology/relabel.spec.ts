import { expect, type Page, test } from '@playwright/test';
import { createMemberClient } from '~/server/simulator/testing/member-client';
import { startSimulatedCandidate } from '../members/simulated-candidate';
import { nameOfThisTry } from '../members/try-name';
import { removeCluster } from '../pages/cluster-page';
import { registerByToken } from '../pages/register-page';
import { table } from '../pages/table';

type Started = Awaited<ReturnType<typeof startSimulatedCandidate>>;
const ZONE = 'topology.kubernetes.io/zone';
const NAMES = ['relabel-east', 'relabel-west'].map(nameOfThisTry);
const REGION = nameOfThisTry('journey');
let members: Started[] = [];

// the second journey works on what the first has registered
test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  members = await Promise.all(
    NAMES.map((name) => startSimulatedCandidate(name, { region: REGION, zone: 'journey-a', nodes: 2 })),
  );
});
test.afterAll(() => Promise.all(members.map((member) => member.stop())));

test('nodes of two clusters move to another zone, with the change seen before, and the chart follows', async ({
  page,
}) => {
  test.setTimeout(120_000);
  for (const [index, name] of NAMES.entries()) await registerByToken(page, name, at(index));
  const chart = await page.context().newPage();
  await chart.goto(`/topology?view=map&region=${REGION}`);
  const zone = (name: string) => chart.getByRole('region', { name: `Zone ${name}`, exact: true });
  await expect(zone('journey-a').getByRole('link', { name: /^relabel-/ })).toHaveCount(2);
  await expect(zone('journey-b')).toHaveCount(0);

  const moving = NAMES.map((name) => `${name}-node-1`);
  await editNodes(page, moving);
  const dialog = page.getByRole('dialog', { name: 'Edit 2 objects' });
  await dialog.getByRole('group', { name: 'Zone' }).getByText('Set').click();
  await dialog.getByLabel('New Zone').fill('journey-b');
  await dialog.getByRole('group', { name: 'Labels' }).getByRole('button', { name: 'Add' }).click();
  await dialog.getByLabel('Key').fill('journeys.example/moved');
  await dialog.getByLabel('Value').fill('yes');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  for (const [index, name] of NAMES.entries()) {
    const item = dialog.getByRole('listitem').filter({ hasText: `${name} / ${moving[index]}` });
    await expect(item).toContainText(`− labels.${ZONE}: journey-a`);
    await expect(item).toContainText(`+ labels.${ZONE}: journey-b`);
    await expect(item).toContainText('+ labels.journeys.example/moved: yes');
  }
  // one step back, and what was written is still there
  await page.keyboard.press('Escape');
  await expect(dialog.getByLabel('New Zone')).toHaveValue('journey-b');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await dialog.getByLabel('Reason').fill('racks were moved');
  await dialog.getByRole('button', { name: 'Apply to 2 objects' }).click();
  for (const node of moving)
    await expect(dialog.getByRole('listitem').filter({ hasText: node })).toContainText('applied');
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await expect(zone('journey-b').getByRole('link', { name: /^relabel-.*1 node/ })).toHaveCount(2);
  await expect(zone('journey-a').getByRole('link', { name: /^relabel-.*1 node/ })).toHaveCount(2);
  for (const name of moving) await expect(table(page, 'Nodes').row(name)).toContainText('journey-b');
  await chart.close();

  expect(labelsOf(0, moving[0])).toMatchObject({ [ZONE]: 'journey-b', 'journeys.example/moved': 'yes' });
});

test('a node that someone else changes between preview and apply is a conflict and is not overwritten', async ({
  page,
}) => {
  const moving = NAMES.map((name) => `${name}-node-2`);
  await editNodes(page, moving);
  const dialog = page.getByRole('dialog', { name: 'Edit 2 objects' });
  await dialog.getByRole('group', { name: 'Zone' }).getByText('Set').click();
  await dialog.getByLabel('New Zone').fill('journey-c');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(dialog.getByText(`+ labels.${ZONE}: journey-c`)).toHaveCount(2);

  const client = createMemberClient(at(1).member);
  const path = `/api/v1/nodes/${moving[1]}`;
  const theirs = { metadata: { labels: { [ZONE]: 'journey-theirs' } } };
  const answer = await client.call('PATCH', path, { body: theirs, type: 'application/merge-patch+json' });
  expect(answer.status).toBe(200);
  await client.close();

  await dialog.getByRole('button', { name: 'Apply to 2 objects' }).click();
  const result = (index: number) => dialog.getByRole('listitem').filter({ hasText: moving[index] ?? '' });
  await expect(result(0)).toContainText('applied');
  await expect(result(1)).toContainText('was changed by someone else meanwhile; not overwritten');
  expect(labelsOf(0, moving[0])).toMatchObject({ [ZONE]: 'journey-c' });
  expect(labelsOf(1, moving[1])).toMatchObject({ [ZONE]: 'journey-theirs' });
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(table(page, 'Nodes').row(moving[1] ?? '')).toContainText('journey-theirs');
  for (const name of NAMES) await removeCluster(page, name);
});

async function editNodes(page: Page, nodes: string[]): Promise<void> {
  await page.goto(`/topology?view=nodes&cluster=${NAMES.join(',')}`);
  for (const node of nodes) await table(page, 'Nodes').select(node);
  const bulk = page.getByRole('region', { name: 'Actions for selected rows' });
  await expect(bulk).toContainText(`${nodes.length} selected`);
  await bulk.getByRole('button', { name: 'Edit place and labels' }).click();
}

function at(index: number): Started {
  const member = members[index];
  if (!member) throw new Error(`no member ${index}`);
  return member;
}

const labelsOf = (index: number, node = '') => at(index).member.objects.get('v1', 'nodes', node)?.metadata.labels;
