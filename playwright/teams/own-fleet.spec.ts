import { expect, type Page, test } from '@playwright/test';
import { clusterPage } from '../pages/cluster-page';
import { expectSightOf } from '../pages/fleet-in-sight';
import { objectPage } from '../pages/object-page';
import { call, grant, invite, post, read, scopeOf } from '../pages/person';
import { search } from '../pages/search-palette';
import { table } from '../pages/table';

const OF_TEAM = ['eu-central-1a-workload', 'eu-central-1b-workload'];
const [EDITED = ''] = OF_TEAM;
const WATCHED = ['edge-ams', 'edge-cdg'];
const [KEPT = '', LOST = ''] = WATCHED;
const HIDDEN = 'us-east-1a-workload';
const NAMESPACE = 'shop';
const WORKLOAD = 'recommendations';
const TEAM = `storefront-${Date.now()}`;
const REASON = `more for the sale ${Date.now()}`;

let admin: Page;
let fleetAdmin: Page;
let editor: Page;
let viewer: Page;
let auditor: Page;
/** The viewer's grant on the cluster that they lose. */
let passing: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  admin = await (await browser.newContext()).newPage();
  const make = (name: string) => invite(admin, name);
  const [chief, ed, vi, au] = [await make('Grace'), await make('Edith'), await make('Vera'), await make('Aude')];
  await grant(admin, chief.id, 'fleet-admin');
  await grant(admin, au.id, 'auditor');
  await grant(admin, vi.id, 'viewer', [KEPT]);
  passing = await grant(admin, vi.id, 'viewer', [LOST]);
  await call(admin, 'teams.save', { name: TEAM });
  const subject = { to: 'team', name: TEAM };
  await call(admin, 'teams.grant', { subject, role: 'editor', scope: scopeOf(OF_TEAM, [NAMESPACE]) });
  await call(admin, 'teams.addMember', { team: TEAM, person: ed.id });
  [fleetAdmin, editor, viewer, auditor] = [chief.page, ed.page, vi.page, au.page];
});

test.afterAll(async () => {
  await call(admin, 'teams.remove', { name: TEAM });
  for (const page of [fleetAdmin, editor, viewer, auditor, admin]) await page.context().close();
});

const workloadHref = (cluster: string) => `/clusters/${cluster}/objects/apps/v1/deployments/${NAMESPACE}/${WORKLOAD}`;

/** A button that is there, cannot be used, and says which role is missing and whom to ask for it. */
const expectRefused = (page: Page, button: string, role: string, where: string) =>
  expect(page.getByRole('button', { name: button, exact: true })).toHaveAttribute(
    'title',
    new RegExp(`^You need the role ${role} on ${where}\\. Ask .*Administrator.*, or under Teams, Requests\\.$`),
  );

test('a fleet admin sees the whole fleet and may do everything in it', async () => {
  const all: { rows: { name: string }[] } = await read(admin, 'clusters.list', { offset: 0, limit: 200 });
  await expectSightOf(
    fleetAdmin,
    all.rows.map(({ name }) => name),
  );
  await expect(fleetAdmin.getByRole('link', { name: 'Register a cluster' })).toBeVisible();
  await clusterPage(fleetAdmin, HIDDEN).open();
  await expect(fleetAdmin.getByRole('button', { name: 'Edit', exact: true })).not.toHaveAttribute('title');
});

test('an editor of a team sees its namespace in its clusters, and nothing beside it', async () => {
  await expectSightOf(editor, OF_TEAM, { hidden: HIDDEN });

  await editor.goto('/clusters?view=workloads');
  await expectRefused(editor, 'Register a cluster', 'fleet-admin', 'the whole fleet');
  const workloads = table(editor, 'Workloads');
  await expect(workloads.row(WORKLOAD)).toHaveCount(OF_TEAM.length);
  for (const elsewhere of ['payments-api', 'coredns']) await expect(workloads.row(elsewhere)).toHaveCount(0);
  const palette = await search(editor, WORKLOAD);
  await expect(palette.getByText(`${OF_TEAM.length} clusters searched`)).toBeVisible();
  const found = palette.getByRole('option');
  await expect(found.filter({ hasText: 'Deployment' })).toHaveCount(OF_TEAM.length);
  await expect(found.filter({ hasNotText: new RegExp(OF_TEAM.join('|')) })).toHaveCount(0);

  await clusterPage(editor, EDITED).open();
  await expectRefused(editor, 'Edit', 'admin', EDITED);
});

test('an editor changes what is theirs, and it stands on record with the team through which they may', async () => {
  await editor.goto(workloadHref(EDITED));
  const workload = objectPage(editor, WORKLOAD);
  await editor.getByRole('button', { name: 'Scale', exact: true }).click();
  // a second try finds what the first one scaled
  await workload.dialog.getByLabel('Replicas').fill(String(4 + test.info().retry));
  await workload.dialog.getByLabel('Reason').fill(REASON);
  await workload.dialog.getByRole('button', { name: 'Scale' }).click();
  await expect(workload.dialog.getByRole('listitem').filter({ hasText: EDITED })).toContainText('done');

  const elsewhere = { cluster: HIDDEN, group: 'apps', version: 'v1', plural: 'deployments' };
  const target = { ...elsewhere, namespace: NAMESPACE, name: WORKLOAD };
  const act = { targets: [target], action: { do: 'restart' } };
  expect((await post(editor, '/api/trpc/objects.act', act)).status).toBe(404);
});

test('an auditor reads the record of everyone, sees the whole fleet, and changes nothing', async () => {
  await auditor.goto('/audit');
  await table(auditor, 'Audit').filter(REASON);
  const drawer = auditor.getByRole('complementary', { name: 'objects.act' });
  // the record grows while it is looked at, and a row may move away under the pointer
  await expect(async () => {
    await table(auditor, 'Audit').row('objects.act').filter({ hasText: EDITED }).click();
    await expect(drawer).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 20_000 });
  await expect(drawer).toContainText('Edith');
  await expect(drawer).toContainText(`editor of team ${TEAM}`);

  await auditor.goto(workloadHref(EDITED));
  await expectRefused(auditor, 'Scale', 'operator', EDITED);
  await clusterPage(auditor, HIDDEN).open();
  await expectRefused(auditor, 'Edit', 'admin', HIDDEN);
  const reason = `a try ${Date.now()}`;
  const cordon = { name: HIDDEN, state: 'cordoned', reason };
  expect((await post(auditor, '/api/trpc/clusters.setState', cordon)).status).toBe(403);
  await auditor.goto('/audit?kind=refusal&person=Aude');
  await expect(table(auditor, 'Audit').row('clusters.setState').first()).toContainText('denied');
});

test('a viewer sees their clusters, uses no button, and loses one before their eyes when a grant ends', async () => {
  await expectSightOf(viewer, WATCHED, { hidden: HIDDEN });
  await viewer.goto('/clusters?view=workloads');
  await table(viewer, 'Workloads').row(KEPT).first().getByRole('checkbox').check();
  await expectRefused(viewer, 'Restart', 'operator', KEPT);

  await viewer.goto('/clusters');
  const clusters = table(viewer, 'Clusters');
  await expect(clusters.row(LOST)).toBeVisible();
  let loads = 0;
  viewer.on('load', () => loads++);
  await call(admin, 'teams.revoke', { id: passing });
  await expect(clusters.row(LOST)).toHaveCount(0);
  await expect(clusters.row(KEPT)).toBeVisible();
  expect(loads).toBe(0);
  await expectSightOf(viewer, [KEPT], { hidden: LOST });
});

test('who may not see people and providers is told which role shows them, and is refused nothing', async () => {
  const refused: string[] = [];
  viewer.on('response', (answer) => answer.status() === 403 && refused.push(answer.url()));
  const main = viewer.getByRole('main');
  for (const [tab, title] of [
    ['people', 'You may not see who can sign in here'],
    ['providers', 'You may not see who signs people in'],
  ] as const) {
    await viewer.goto(`/teams/${tab}`);
    await expect(main.getByRole('heading', { name: title })).toBeVisible();
    await expect(main).toContainText(/You need the role auditor on the whole fleet\. Ask .*Administrator/);
    await expect(main.getByRole('alert')).toHaveCount(0);
  }
  expect(refused).toEqual([]);
  await main.getByRole('link', { name: 'Ask for access' }).click();
  await expect(viewer).toHaveURL(/\/teams\/requests$/);

  await auditor.goto('/teams/people');
  await expect(auditor.getByRole('row', { name: /Vera/ }).first()).toBeVisible();
  await expectRefused(auditor, 'Invite a person', 'fleet-admin', 'the whole fleet');
});
