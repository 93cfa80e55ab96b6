import { describe, expect, it } from 'vitest';
import { memoryTrail } from '~/server/audit/testing/memory-trail';
import { failureOf } from '~/server/kernel/failure';
import type { Sight } from '~/server/teams/model/sight';
import { personWith } from '~/server/teams/testing/people';
import type { FederationDeps } from './plan-application';
import { previewApplication } from './preview-application';
import { previewManifests } from './preview-manifests';
import { readApplication } from './read-application';
import { removeApplication } from './remove-application';
import { saveApplication } from './save-application';
import { memoryApplications } from './testing/memory-applications';
import { memoryCandidates } from './testing/memory-candidates';

const CLUSTERS = ['east', 'west', 'edge'].map((name) => ({ id: `id-${name}`, name, region: name }));
const TEAM = { id: 'team-1', name: 'shop', description: '', members: 1, grants: 1, createdAt: '2026-01-01T00:00:00Z' };

/** A hub in memory; `sight`: what the person may see and change. */
function hub(sight: Sight = 'all', own = [TEAM]) {
  const trail = memoryTrail();
  const applications = memoryApplications(
    new Map(CLUSTERS.map(({ id, name }) => [id, name])),
    new Map([['team-1', 'shop']]),
  );
  const told: string[] = [];
  const deps = {
    ...{ applications, candidates: memoryCandidates(CLUSTERS), audit: trail.audit },
    sights: { of: async () => sight },
    teamsOf: async () => own.map(({ id }) => id),
    teams: { list: async () => own },
    yaml: {
      read: async (text: string) => ({ ok: true as const, documents: [{ value: JSON.parse(text), line: 1 }] }),
      print: async (value: unknown) => JSON.stringify(value),
    },
    changed: (cluster: string) => void told.push(cluster),
  } as unknown as FederationDeps;
  return { deps, applications, trail, told };
}

const text = (change: { image?: string; clusters?: string[]; team?: string; overrides?: object[] } = {}) =>
  JSON.stringify({
    ...{ apiVersion: 'portolan.dev/v1alpha1', kind: 'Application', metadata: { name: 'web' } },
    spec: {
      ...(change.team ? { team: change.team } : {}),
      templates: [
        {
          ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'shop' } },
          data: { image: change.image ?? 'one' },
        },
      ],
      placement: { clusterAffinities: [{ name: 'all', clusterNames: change.clusters ?? ['east', 'west'] }] },
      overrides: change.overrides ?? [],
    },
  });
const request = { actor: { ...personWith('editor'), action: 'federation.save' as const }, requestId: 'r' };
const save = (deps: FederationDeps, written: string, base: number | null) =>
  saveApplication(deps, request, {
    text: written,
    base,
    reason: '',
    restores: null,
    confirmsRemoval: false,
    atOnce: false,
  });
const failing = (work: Promise<unknown>) => work.then(() => undefined, failureOf);
const seeing = (...names: string[]): Sight =>
  new Map(names.map((name) => [name, { id: `id-${name}`, whole: false, namespaces: new Set(['shop']) }]));

describe('an application', () => {
  it('is brought to the clusters of its placement, and to others once it is saved otherwise', async () => {
    const { deps, told, trail } = hub();
    expect(await save(deps, text(), null)).toEqual({ name: 'web', revision: 1 });
    const preview = await previewApplication(deps, request.actor, {
      text: text({ clusters: ['west', 'edge'] }),
    });
    expect(preview.clusters.map(({ cluster, does }) => `${cluster} ${does}`)).toEqual([
      'east leaves',
      'edge joins',
      'west stays',
    ]);
    await save(deps, text({ clusters: ['west', 'edge'], image: 'two' }), 1);
    const { targets, newest } = await readApplication(deps, request.actor, { name: 'web' });
    expect(targets.map(({ cluster, state }) => `${cluster} ${state}`)).toEqual([
      'east withdrawing',
      'edge waiting',
      'west waiting',
    ]);
    expect([newest, new Set(told)]).toEqual([2, new Set(['east', 'west', 'edge'])]);
    expect(trail.record.filter(({ action }) => action === 'federation.save')).toHaveLength(2);
  });

  it('that somebody saved meanwhile is not saved over', async () => {
    const { deps } = hub();
    await save(deps, text(), null);
    await save(deps, text({ image: 'two' }), 1);
    expect(await failing(save(deps, text({ image: 'three' }), 1))).toMatchObject({ kind: 'stale', name: 'web' });
    expect(await failing(save(deps, text(), null))).toMatchObject({ kind: 'conflict' });
  });

  it('is placed only where its author may change all of its namespaces', async () => {
    const { deps } = hub(seeing('east'));
    const preview = await previewApplication(deps, request.actor, { text: text({ team: 'shop' }) });
    expect(preview.decision.chosen.map(({ cluster }) => cluster)).toEqual(['east']);
    // of a cluster out of sight nothing is told, not even that there is one
    expect(preview.decision.passedOver).toEqual([]);
    expect(preview.unknownClusters).toEqual(['west']);
  });

  it('of others, or of nobody, is not theirs to save', async () => {
    const { deps } = hub(seeing('east'));
    expect(await failing(save(deps, text(), null))).toMatchObject({
      kind: 'invalid',
      issues: [{ path: ['spec', 'team'] }],
    });
    expect(await failing(save(deps, text({ team: 'bank' }), null))).toMatchObject({ kind: 'invalid' });
    await save(deps, text({ team: 'shop' }), null);
    const others = {
      ...deps,
      teams: { list: async () => [{ ...TEAM, id: 'team-2', name: 'bank' }] },
    } as FederationDeps;
    expect(await failing(save(others, text({ team: 'bank' }), 1))).toMatchObject({ kind: 'forbidden' });
  });

  it('that runs beyond the rights of whoever edits it stays as it is', async () => {
    const { deps } = hub();
    await save(deps, text({ team: 'shop' }), null);
    const narrow = { ...deps, sights: { of: async () => seeing('east') } } as FederationDeps;
    expect(await failing(save(narrow, text({ team: 'shop', clusters: ['east'] }), 1))).toMatchObject({
      kind: 'forbidden',
    });
    expect(await failing(removeApplication(narrow, request, { name: 'web', base: 1, reason: '' }))).toMatchObject({
      kind: 'forbidden',
    });
    expect((await readApplication(deps, request.actor, { name: 'web' })).newest).toBe(1);
  });

  it('whose overrides contradict each other is shown and not saved', async () => {
    const { deps } = hub();
    const rule = (name: string, value: string) => ({
      ...{ name, targetCluster: { clusterNames: ['east'] } },
      overriders: [{ type: 'jsonPatch', operations: [{ op: 'replace', path: '/data/image', value }] }],
    });
    const written = text({ overrides: [rule('a', 'x'), rule('b', 'y')] });
    const preview = await previewApplication(deps, request.actor, { text: written });
    expect(preview.isBlocked).toBe(true);
    expect(preview.clusters[0]?.problems[0]?.problem).toMatchObject({ kind: 'conflict', path: '/data/image' });
    expect(await failing(save(deps, written, null))).toMatchObject({ kind: 'invalid' });
  });

  it('is shown as it will stand in one cluster, with whose each field is', async () => {
    const { deps } = hub();
    const rule = {
      ...{ name: 'eastern', targetCluster: { clusterNames: ['east'] } },
      overriders: [{ type: 'labels', set: { side: 'east' } }],
    };
    const [manifest] = await previewManifests(deps, request.actor, {
      text: text({ overrides: [rule] }),
      cluster: 'east',
    });
    expect(manifest?.origins).toEqual([{ path: '/metadata/labels', rule: 'eastern', overrider: 0 }]);
    const elsewhere = { text: text(), cluster: 'edge' };
    expect(await previewManifests(deps, request.actor, elsewhere)).toEqual([]);
  });

  it('is withdrawn everywhere when it is removed, and cannot be saved meanwhile', async () => {
    const { deps, applications } = hub();
    await save(deps, text(), null);
    await removeApplication(deps, request, { name: 'web', base: 1, reason: 'done' });
    expect(await failing(save(deps, text(), 2))).toMatchObject({ kind: 'conflict' });
    for (const cluster of ['east', 'west']) applications.deliver('web', cluster);
    expect(await failing(readApplication(deps, request.actor, { name: 'web' }))).toMatchObject({ kind: 'not-found' });
  });
});

it('what takes much away at once says how much', async () => {
  const { deps } = hub();
  const many = (count: number) => {
    const document = JSON.parse(text()) as { spec: { templates: { metadata: { name: string } }[] } };
    const [template] = document.spec.templates;
    if (!template) throw new Error('there is one template');
    document.spec.templates = Array.from({ length: count }, (_, at) => ({
      ...template,
      metadata: { ...template.metadata, name: `web-${at}` },
    }));
    return JSON.stringify(document);
  };
  await save(deps, many(20), null);
  const removing = async (count: number) =>
    (await previewApplication(deps, request.actor, { text: many(count) })).removesMany;
  expect([await removing(16), await removing(2)]).toEqual([null, 36]);
});
