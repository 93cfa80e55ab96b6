import { describe, expect, it } from 'vitest';
import type { Sight } from '~/server/teams/model/sight';
import { personWith } from '~/server/teams/testing/people';
import { type ExplainDeps, explainApplication } from './explain-application';
import { ApplicationSpec } from './model/application';
import { memoryCandidates } from './testing/memory-candidates';
import { configMap } from './testing/revisions';

const spec = ApplicationSpec.parse({
  templates: [configMap('web')],
  placement: {
    clusterAffinities: [{ name: 'gold', labelSelector: { matchLabels: { tier: 'gold' } } }],
    spreadConstraints: [{ spreadBy: 'region', minGroups: 3 }],
  },
});
const fleet = [
  { name: 'ams', region: 'eu', labels: { tier: 'gold' } },
  { name: 'fra', region: 'eu', labels: { tier: 'gold' } },
  { name: 'jfk', region: 'us', labels: { tier: 'gold' } },
  { name: 'sin', region: 'asia', labels: {} },
];
const only = (...names: string[]): Sight =>
  new Map(names.map((name) => [name, { id: `id-${name}`, whole: true, namespaces: 'all' as const }]));

function hub({ viewer = 'all' as Sight, isOut = false } = {}): ExplainDeps {
  const author = personWith('editor');
  return {
    candidates: memoryCandidates(fleet.map((one) => ({ id: `id-${one.name}`, ...one }))),
    applications: { find: async () => ({ id: 'a', name: 'web' }) },
    sights: { of: async (rights: unknown) => (rights === author.rights ? 'all' : viewer) },
    teamsOf: async () => [],
    standing: { now: async () => (isOut ? undefined : author) },
    plans: {
      standing: async () => [
        {
          id: 'a',
          name: 'web',
          revision: 3,
          namespaces: ['shop'],
          spec,
          author: { person: 'p', token: null, name: 'Ada' },
        },
      ],
    },
  } as unknown as ExplainDeps;
}
const viewer = personWith('viewer');
const explain = (deps: ExplainDeps, without?: { regions: string[] }) =>
  explainApplication(deps, viewer, {
    name: 'web',
    ...(without ? { without: { clusters: [], zones: [], ...without } } : {}),
  });

describe('why an application runs where it runs', () => {
  it('is told for every cluster, with what of the placement cannot be kept', async () => {
    const { decision } = await explain(hub());
    expect(decision?.unmet).toEqual([{ kind: 'spread', by: 'region', needs: 3, has: 2 }]);
    expect(decision?.passedOver.find(({ cluster }) => cluster === 'sin')?.obstacle.kind).toBe('label');
  });

  it('is told as if a region were lost', async () => {
    const { decision } = await explain(hub(), { regions: ['us'] });
    expect(JSON.stringify(decision)).not.toContain('jfk');
    expect(decision?.unmet).toMatchObject([{ has: 1 }]);
  });

  it('names no cluster, and counts none, beyond what is in sight', async () => {
    const { decision } = await explain(hub({ viewer: only('fra') }));
    expect([...(decision?.chosen ?? []), ...(decision?.passedOver ?? [])].map(({ cluster }) => cluster)).toEqual([
      'fra',
    ]);
    expect(decision?.unmet).toEqual([]);
  });

  it('is nothing where whoever saved it is nobody any more', async () => {
    expect(await explain(hub({ isOut: true }))).toEqual({ decision: null });
  });
});
