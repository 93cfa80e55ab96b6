import { describe, expect, it } from 'vitest';
import { memoryTrail } from '~/server/audit/testing/memory-trail';
import type { Sight } from '~/server/teams/model/sight';
import { personWith } from '~/server/teams/testing/people';
import { ApplicationSpec } from './model/application';
import type { Candidate } from './model/candidate';
import type { Replacing, Standing } from './ports/plans';
import { type ReplanDeps, replanApplication } from './replan-application';
import { memoryCandidates } from './testing/memory-candidates';
import { configMap } from './testing/revisions';

const TEMPLATE = configMap('web');
const spec = ApplicationSpec.parse({
  templates: [TEMPLATE],
  placement: { clusterAffinities: [{ name: 'gold', labelSelector: { matchLabels: { tier: 'gold' } } }] },
});
const application: Standing = {
  ...{ id: 'a', name: 'web', revision: 3, namespaces: ['shop'], spec },
  author: { person: 'p', token: null, name: 'Ada' },
};

type Fleet = (Partial<Candidate> & { name: string })[];

function hub(fleet: Fleet, has: string[], { sight = 'all' as Sight, isOut = false } = {}) {
  const trail = memoryTrail();
  const replaced: [string, number, Replacing][] = [];
  const told: string[] = [];
  const runs = (name: string) => (has.includes(name) ? 0 : null);
  const deps = {
    candidates: memoryCandidates(fleet.map((one) => ({ id: `id-${one.name}`, runs: runs(one.name), ...one }))),
    applications: {
      wanted: async () =>
        has.map((cluster) => ({ cluster, replicas: null, objects: [{ object: TEMPLATE, origins: [] }] })),
    },
    sights: { of: async () => sight },
    standing: { now: async () => (isOut ? undefined : personWith('editor')) },
    plans: {
      standing: async () => [application],
      replace: async (...call: [string, number, Replacing]) => replaced.push(call) > 0,
    },
    audit: trail.audit,
    changed: (cluster: string) => void told.push(cluster),
  } as unknown as ReplanDeps;
  return { deps, trail, replaced, told };
}
const gold = (name: string): Fleet[number] => ({ name, labels: { tier: 'gold' } });

describe('an application whose fleet becomes another', () => {
  it('comes to a cluster that fits now, leaves one that does not any more, and stays where nothing changed', async () => {
    const { deps, trail, replaced, told } = hub([gold('stays'), gold('comes'), { name: 'goes' }], ['stays', 'goes']);
    expect(await replanApplication(deps, application)).toBe('replaced');
    expect(replaced).toMatchObject([['a', 3, { bring: [{ clusterId: 'id-comes' }], withdraw: ['id-goes'] }]]);
    expect(replaced[0]?.[2].bring).toHaveLength(1);
    expect(told.toSorted()).toEqual(['comes', 'goes']);
    expect(trail.record).toMatchObject([
      { action: 'federation.replan', after: { bring: ['comes'], withdraw: ['goes'] }, outcome: 'applied' },
    ]);
  });

  it('is left alone, and nothing is on record, where it is as it should be', async () => {
    const { deps, trail, replaced } = hub([gold('stays'), { name: 'other' }], ['stays']);
    expect([await replanApplication(deps, application), replaced.length, trail.record.length]).toEqual(['same', 0, 0]);
  });

  it('stays where its cluster has failed, is cordoned, or nothing is known of it', async () => {
    const fleet = [
      { ...gold('a'), status: 'failed' as const },
      { ...gold('b'), state: 'cordoned' as const },
      { ...gold('c'), status: 'unknown' as const },
    ];
    expect(await replanApplication(hub(fleet, ['a', 'b', 'c']).deps, application)).toBe('same');
  });

  it('is held where its author may not change all that it has, or is out', async () => {
    const east = new Map([['east', { id: 'id-east', whole: false, namespaces: new Set(['shop']) }]]);
    const fleet = [gold('east'), gold('west')];
    expect(await replanApplication(hub(fleet, ['east', 'west'], { sight: east }).deps, application)).toBe('held');
    expect(await replanApplication(hub(fleet, ['east'], { isOut: true }).deps, application)).toBe('held');
    // and never comes to where they may not
    expect(await replanApplication(hub(fleet, ['east'], { sight: east }).deps, application)).toBe('same');
  });
});
