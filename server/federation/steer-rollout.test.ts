import { describe, expect, it } from 'vitest';
import { memoryTrail } from '~/server/audit/testing/memory-trail';
import { failureOf } from '~/server/kernel/failure';
import type { Sight } from '~/server/teams/model/sight';
import { ADA } from '~/server/teams/testing/people';
import { RolloutStrategy, type SteerInput } from './model/rollout';
import type { KeptRollout } from './ports/rollouts';
import { steerRollout } from './steer-rollout';

type Change = { sight?: Sight; rollout?: Partial<KeptRollout>; strategy?: object; isMoved?: boolean };

function hub({ sight = 'all', rollout = {}, strategy = {}, isMoved = false }: Change = {}) {
  const { audit, record } = memoryTrail();
  const steered: unknown[] = [];
  const kept = { id: 'id', name: 'web', namespaces: ['shop'] };
  const found = {
    ...{ applicationId: 'id', revision: 2, state: 'running', open: 0, savedBy: ADA.id },
    ...{ strategy: RolloutStrategy.parse(strategy), ...rollout },
  };
  const deps = {
    applications: { find: async () => kept, wanted: async () => [{ cluster: 'east' }, { cluster: 'west' }] },
    rollouts: {
      newest: async () => found,
      steer: async (_at: unknown, ...rest: unknown[]) => {
        if (!isMoved) steered.push(rest.slice(0, 2));
        return !isMoved;
      },
    },
    ...{ sights: { of: async () => sight }, teamsOf: async () => [], audit, changed: () => undefined },
    clock: { now: () => new Date(0) },
  };
  const steer = (change: Partial<SteerInput> = {}) =>
    steerRollout(
      deps as unknown as Parameters<typeof steerRollout>[0],
      { actor: ADA, requestId: 'r' },
      { ...{ name: 'web', revision: 2, state: 'running', open: 0, steer: 'pause', reason: 'looks odd' }, ...change },
    );
  return { steer, steered, record };
}
const refusal = (work: Promise<unknown>) => work.then(() => undefined, failureOf);

describe('a rollout', () => {
  it('is steered by who may change it everywhere, on record', async () => {
    const { steer, steered, record } = hub();
    await steer();
    expect(steered).toEqual([['pause', { name: ADA.name, reason: 'looks odd' }]]);
    expect(record).toMatchObject([
      { action: 'federation.steer', outcome: 'applied', after: { revision: 2, does: 'pause' } },
    ]);
  });

  it('is left alone by who may not change all of it', async () => {
    const east: Sight = new Map([['east', { id: 'e', whole: false, namespaces: new Set(['shop']) }]]);
    const { steer, steered } = hub({ sight: east });
    expect(await refusal(steer())).toMatchObject({ kind: 'forbidden', missing: 'editor in west' });
    expect(steered).toEqual([]);
  });

  it.each([
    ['went to another wave', { open: 1 }, {}, {}],
    ['is of another revision', { revision: 1 }, {}, {}],
    ['is over', { state: 'done' as const }, { state: 'done' as const }, {}],
    ['cannot be resumed while it runs', { steer: 'resume' as const }, {}, {}],
    ['moved at that very moment', {}, {}, { isMoved: true }],
  ])('is not touched when it %s', async (_what, asked, rollout, change) => {
    const { steer, steered } = hub({ rollout, ...change });
    expect(await refusal(steer(asked))).toMatchObject({ kind: 'stale' });
    expect(steered).toEqual([]);
  });

  it('is approved by another where it has to be', async () => {
    const another = { approval: 'each', approvedBy: 'another' };
    const own = hub({ strategy: another });
    expect(await refusal(own.steer({ steer: 'approve' }))).toMatchObject({ kind: 'forbidden' });
    const others = hub({ strategy: another, rollout: { savedBy: 'Grace' } });
    await others.steer({ steer: 'approve' });
    expect(others.steered).toHaveLength(1);
  });
});
