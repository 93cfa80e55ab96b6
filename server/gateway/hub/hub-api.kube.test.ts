import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CustomObjectsApi, KubeConfig, Watch } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { ADA, personWith } from '~/server/teams/testing/people';
import { startHubDoor, type TestHubDoor } from './testing/hub-door';
import { addClusters, applicationOf, deliverAll as deliverIn } from './testing/hub-world';

const kubectls = inject('kubectls');
const { database } = await testDatabase();
const VIEWER = { ...personWith('viewer'), id: '00000000-0000-4000-8000-000000000007', name: 'Vi' };
let door: TestHubDoor;
const deliverAll = async () => {
  await deliverIn(database);
  door.changed();
};
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'portolan-hub-api-'));
  door = await startHubDoor(database, { ada: ADA, vi: VIEWER });
  for (const token of ['ada', 'vi', 'nobody']) await writeFile(path.join(dir, token), door.kubeconfig(token));
  await addClusters(database);
});
afterAll(async () => {
  await door.stop();
  await rm(dir, { recursive: true, force: true });
  expect(door.troubles).toEqual([]);
});

type Done = { exit: number; out: string; err: string };
const file = async (name: string, object: unknown) => {
  const full = path.join(dir, name);
  await writeFile(full, JSON.stringify(object));
  return full;
};

describe.each(['old', 'new'] as const)('kubectl %s at the hub', (which) => {
  const run = (words: string[], as = 'ada') =>
    new Promise<Done>((resolve) => {
      const env = { ...process.env, KUBECONFIG: path.join(dir, as), HOME: path.join(dir, which), KUBE_EDITOR: EDITOR };
      execFile(kubectls[which], words, { env, timeout: 60_000 }, (error, out, err) =>
        resolve({ exit: error ? Number(error.code ?? 1) : 0, out, err }),
      );
    });
  const EDITOR = "sed -i 's/blue/red/'";
  const ok = async (line: string, ...more: string[]) => {
    const done = await run([...line.split(' '), ...more]);
    if (done.exit !== 0) throw new Error(`${line}: ${done.out}${done.err}`);
    return done.out;
  };
  const name = `web-${which}`;
  const get = async (resource: string) => JSON.parse(await ok(`get ${resource} -o json`));

  it('knows the kinds, and what their fields are', async () => {
    const kinds = await ok('api-resources');
    for (const [, short, kind] of SHORT) expect(kinds).toMatch(new RegExp(`${short}\\s.*false.*${kind}`));
    expect(await ok('explain applications.spec.placement')).toMatch(/clusterAffinities/);
    expect(await ok('explain app.spec')).toMatch(/owns it/);
    expect((await run(['version', '-o', 'json'])).out).toMatch(/portolan/);
  });

  it('creates an application, and shows it in every form', async () => {
    expect(await ok('create -f', await file('app.json', applicationOf(name)))).toBe(
      `application.portolan.dev/${name} created\n`,
    );
    await deliverAll();
    await database.pool.query(
      `UPDATE application_target SET state = 'refused' WHERE cluster_id = (SELECT id FROM cluster WHERE name = 'west')`,
    );
    const table = await ok(`get app ${name}`);
    expect(table).toMatch(/^NAME +TEAM +REVISION +CLUSTERS +READY +DRIFTED +AGE\n/);
    expect(table).toMatch(new RegExp(`${name} +<none> +1 +2 +0/0 +0 +\\d+s`));
    expect(await ok('get applications -o wide')).toMatch(/Refused/);
    expect(await ok(`get app ${name} -o yaml`)).toMatch(/colour: blue/);
    expect(await ok(`get app ${name} -o jsonpath={.status.conditions[1].message}`)).toBe('west is refused');
    expect(await ok('get portolan -o name')).toMatch(new RegExp(`placement.portolan.dev/${name}\noverride`));
    expect(await ok('get clusters')).toMatch(/east +healthy +production +r-east +<none> +v1.31.0/);
    expect(await ok('get cl -l side=west -o name')).toBe('cluster.portolan.dev/west\n');
    expect((await run(['create', '-f', path.join(dir, 'app.json')])).err).toContain('already exists');
  });

  it('applies, edits and patches it, each as a revision', async () => {
    const applied = { ...applicationOf(name), metadata: { name, labels: { tier: 'web' } } };
    await ok('apply -f', await file('apply.json', applied));
    await ok('apply -f', path.join(dir, 'apply.json'));
    // labels are no part of a revision, and what is the same is none
    expect((await get(`app ${name}`)).metadata).toMatchObject({ generation: 1, labels: { tier: 'web' } });
    await ok('apply -f', await file('apply.json', { ...applied, spec: applicationOf(name, 'green').spec }));
    expect(await ok('get app -l tier=web')).toMatch(new RegExp(`${name} +<none> +2`));
    await ok(`patch app ${name} --type merge -p`, '{"spec":{"removal":"keep"}}');
    await ok(`patch app ${name} --type json -p`, '[{"op":"replace","path":"/spec/adopt","value":true}]');
    await ok(
      `patch app ${name} --type merge -p`,
      '{"spec":{"templates":[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"shop"},"data":{"colour":"blue"}}]}}',
    );
    await ok(`edit app ${name}`);
    const { spec, metadata } = await get(`app ${name}`);
    expect(spec).toMatchObject({ removal: 'keep', adopt: true, templates: [{ data: { colour: 'red' } }] });
    expect(metadata.generation).toBe(6);
    expect((await run(['patch', 'app', name, '-p', '{}'])).err).toContain('--type merge');
    expect((await run(['apply', '--server-side', '-f', path.join(dir, 'apply.json')])).err).toContain(
      'server-side apply is not served',
    );
  });

  it('changes placement and overrides alone, always as one revision of the application', async () => {
    await ok(`patch pl ${name} --type merge -p`, '{"spec":{"priority":7}}');
    const rule = { targetCluster: { clusterNames: ['west'] }, overriders: [{ type: 'labels', set: { side: 'west' } }] };
    const override = {
      apiVersion: 'portolan.dev/v1alpha1',
      kind: 'Override',
      metadata: { name: `${name}.western` },
      spec: rule,
    };
    await ok('apply -f', await file('override.json', override));
    expect(await ok(`get ov -l portolan.dev/application=${name} -o name`)).toBe(
      `override.portolan.dev/${name}.eastern\noverride.portolan.dev/${name}.western\n`,
    );
    await ok(`delete ov ${name}.eastern`);
    const { spec, metadata } = await get(`app ${name}`);
    expect(metadata.generation).toBe(9);
    expect(spec.placement.priority).toBe(7);
    expect(spec.overrides.map((one: { name: string }) => one.name)).toEqual(['western']);
    expect((await run(['delete', 'pl', name])).exit).toBe(1);
  });

  it('tries without writing', async () => {
    const before = door.record.intents.length;
    const tried = await ok('apply --dry-run=server -o json -f', await file('dry.json', applicationOf(name, 'grey')));
    expect(JSON.parse(tried).spec.templates[0].data.colour).toBe('grey');
    await ok('create --dry-run=server -f', await file('new.json', applicationOf(`${name}-new`)));
    await ok(`delete app ${name} --dry-run=server`);
    expect((await get(`app ${name}`)).metadata.generation).toBe(9);
    expect(door.record.intents).toHaveLength(before);
  });

  it('says which field is wrong', async () => {
    const wrong = applicationOf(`${name}-wrong`);
    Object.assign(wrong.spec, { removal: 'perhaps' });
    const refused = await run(['create', '--validate=false', '-f', await file('wrong.json', wrong)]);
    expect(refused.exit).toBe(1);
    expect(refused.err).toContain('spec.removal');
    const unknown = { ...applicationOf(`${name}-wrong`), spec: { ...applicationOf(name).spec, colour: 'x' } };
    expect((await run(['create', '-f', await file('unknown.json', unknown)])).err).toMatch(/colour/);
    const patched = await run(['patch', 'pl', name, '--type', 'merge', '-p', '{"spec":{"clusterAffinities":[]}}']);
    expect(patched.err).toContain('spec.clusterAffinities');
  });

  it('follows what happens', async () => {
    const watching = execFile(kubectls[which], ['get', 'app', '-w', '--output-watch-events'], {
      env: { ...process.env, KUBECONFIG: path.join(dir, 'ada'), HOME: path.join(dir, which) },
    });
    let told = '';
    watching.stdout?.on('data', (text: string) => {
      told += text;
    });
    await vi.waitFor(() => expect(told).toContain(name), WAIT);
    await ok(`patch app ${name} --type merge -p`, '{"spec":{"placement":{"priority":8}}}');
    await vi.waitFor(() => expect(told).toMatch(new RegExp(`MODIFIED +${name} +<none> +10`)), WAIT);
    watching.kill();
  });

  it('of two editors the second is told that somebody was faster', async () => {
    const mine = await get(`app ${name}`);
    await ok(`patch app ${name} --type merge -p`, '{"spec":{"adopt":false}}');
    mine.spec.removal = 'delete';
    const late = await run(['replace', '-f', await file('late.json', mine)]);
    expect(late.err).toContain('the object has been modified');
    // a change of status is none of what they wrote
    const fresh = await get(`app ${name}`);
    await database.pool.query(`UPDATE application_target SET state = 'applied', since = now() + interval '1 hour'`);
    await get(`app ${name}`);
    fresh.spec.removal = 'delete';
    await ok('replace -f', await file('fresh.json', fresh));
  });

  it('who may only look changes nothing, and that is on record', async () => {
    expect((await run(['get', 'app', name], 'vi')).exit).toBe(0);
    const refused = await run(['delete', 'app', name], 'vi');
    expect(refused.err).toMatch(/Forbidden|do not include federation.remove/);
    expect(door.record.refusals.at(-1)).toMatchObject({ action: 'federation.remove', code: 'forbidden' });
    expect((await run(['get', 'app'], 'nobody')).exit).toBe(1);
    expect((await run(['get', 'app', '--as', 'root'])).err).toContain('everyone acts as themselves');
  });

  it('withdraws it, and waits until it stands nowhere', async () => {
    const removed = run(['delete', 'app', name]);
    await vi.waitFor(async () => expect((await get(`app ${name}`)).metadata.deletionTimestamp).toBeTruthy(), WAIT);
    await deliverAll();
    expect(await removed).toMatchObject({ exit: 0, err: '' });
    expect((await run(['get', 'app', name])).err).toContain(`"${name}" not found`);
  });
});

const WAIT = { timeout: 20_000, interval: 100 };
const SHORT = [
  ['applications', 'app', 'Application'],
  ['placements', 'pl', 'Placement'],
  ['overrides', 'ov', 'Override'],
  ['clusters', 'cl', 'Cluster'],
] as const;

describe('the Node client at the hub', () => {
  it('lists, and is told of everything that happens', async () => {
    const config = new KubeConfig();
    config.loadFromString(door.kubeconfig('ada'));
    const api = config.makeApiClient(CustomObjectsApi);
    const place = { group: 'portolan.dev', version: 'v1alpha1', plural: 'applications' };
    const seen: string[] = [];
    const watching = await new Watch(config).watch(
      '/apis/portolan.dev/v1alpha1/applications',
      {},
      (type, object: { metadata: { name: string; generation: number } }) =>
        void seen.push(`${type} ${object.metadata.name} ${object.metadata.generation}`),
      () => undefined,
    );
    await api.createClusterCustomObject({ ...place, body: applicationOf('lib') });
    await vi.waitFor(() => expect(seen).toContain('ADDED lib 1'), WAIT);
    const found = await api.getClusterCustomObject({ ...place, name: 'lib' });
    found.spec.removal = 'keep';
    await api.replaceClusterCustomObject({ ...place, name: 'lib', body: found });
    await vi.waitFor(() => expect(seen).toContain('MODIFIED lib 2'), WAIT);
    await api.deleteClusterCustomObject({ ...place, name: 'lib' });
    await deliverAll();
    await vi.waitFor(() => expect(seen.at(-1)).toMatch(/^DELETED lib/), WAIT);
    watching.abort();
  });
});
