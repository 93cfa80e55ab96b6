import { describe, expect, it } from 'vitest';
import { DomainError } from '~/server/kernel/failure';
import { ADA } from '~/server/teams/testing/people';
import { editPlaces, previewEdit } from './edit-places';
import { type EditTarget, PlaceEdit } from './model/places';
import type { PlacedObject, PlacedObjects } from './ports';

const node = (name: string, cluster = 'a'): EditTarget => ({ kind: 'Node', cluster, name });
const request = { actor: ADA, requestId: 'r' } as const;

/** Two members: `a` lives, `dead` does not answer. */
function world() {
  const nodes = new Map<string, PlacedObject>();
  const put = (name: string, zone: string, version: string) =>
    nodes.set(name, {
      resourceVersion: version,
      region: null,
      zone: null,
      labels: { 'topology.kubernetes.io/zone': zone },
      annotations: {},
      writerOf: () => ({ manager: 'kubectl-edit', at: null }),
    });
  put('n1', 'z1', '1');
  put('n2', 'z1', '1');
  const writes: string[] = [];
  /** What others do between a read of ours and its write. */
  const heartbeats: (() => void)[] = [];
  const keyOf = (target: EditTarget) => (target.kind === 'Node' ? target.name : '');
  const outcomes: string[] = [];
  const objects: PlacedObjects = {
    read: async (target) => {
      if (target.cluster === 'dead')
        throw new DomainError({ kind: 'cluster-unreachable', cluster: 'dead', reason: 'timeout', detail: 'no answer' });
      const found = target.kind === 'Node' ? nodes.get(target.name) : undefined;
      if (!found) throw new DomainError({ kind: 'not-found', what: 'node', name: 'gone' });
      return found;
    },
    write: async (target, changes, now) => {
      const current = target.kind === 'Node' ? nodes.get(target.name) : undefined;
      heartbeats.shift()?.();
      if (current?.resourceVersion !== now.resourceVersion || current !== nodes.get(keyOf(target))) {
        return { outcome: 'refused', cause: null, said: 'the server rejected our request due to an error' };
      }
      writes.push(`${target.kind === 'Node' ? target.name : ''} ${changes.map(({ after }) => after).join()}`);
      return { outcome: 'applied', cause: null, said: '' };
    },
  };
  const audit = {
    intend: async () => '1',
    settle: async (_id: string, outcome: string) => void outcomes.push(outcome),
    abandonBefore: async () => 0,
  };
  return { put, writes, outcomes, heartbeats, deps: { objects, audit, changed: () => undefined } };
}

const edit = PlaceEdit.parse({ zone: 'z2' });

describe('editing places', () => {
  it('previews every object, and names those that cannot be read', async () => {
    const { deps } = world();
    const { items } = await previewEdit(deps, ADA, { targets: [node('n1'), node('gone'), node('x', 'dead')], edit });
    expect(items.map(({ changes }) => changes.length)).toEqual([1, 0, 0]);
    expect(items.map(({ refusal }) => refusal !== null)).toEqual([false, true, true]);
  });

  it('writes what is as it was previewed, and leaves alone what someone changed meanwhile', async () => {
    const { deps, put, writes, outcomes } = world();
    const targets = [node('n1'), node('n2'), node('x', 'dead')];
    const { items } = await previewEdit(deps, ADA, { targets, edit });
    put('n2', 'z9', '2');
    const expected = items.map(({ target, changes }) => ({ target, changes }));
    const reported: string[] = [];
    const done = await editPlaces(deps, request, { targets, edit, reason: '', expected }, ({ outcome }) =>
      reported.push(outcome),
    );
    expect(done.map(({ outcome }) => outcome)).toEqual(['applied', 'conflict', 'unreachable']);
    expect(reported.toSorted()).toEqual(['applied', 'conflict', 'unreachable']);
    expect(done[2]).toMatchObject({ cause: 'timeout', said: 'no answer' });
    expect(done[1]?.surprises).toEqual([
      { path: 'labels.topology.kubernetes.io/zone', found: 'z9', writer: { manager: 'kubectl-edit', at: null } },
    ]);
    expect(writes).toEqual(['n1 z2']);
    expect(outcomes).toEqual(['partial']);
  });

  it('takes a heartbeat for what it is, before and during the write', async () => {
    const { deps, put, writes, heartbeats } = world();
    const targets = [node('n1')];
    const { items } = await previewEdit(deps, ADA, { targets, edit });
    put('n1', 'z1', '2');
    heartbeats.push(() => put('n1', 'z1', '3'));
    const expected = items.map(({ target, changes }) => ({ target, changes }));
    const done = await editPlaces(deps, request, { targets, edit, reason: '', expected });
    expect(done).toMatchObject([{ outcome: 'applied', surprises: [] }]);
    expect(writes).toEqual(['n1 z2']);
  });

  it('writes nothing that is so already', async () => {
    const { deps, writes } = world();
    const same = PlaceEdit.parse({ zone: 'z1' });
    const done = await editPlaces(deps, request, { targets: [node('n1')], edit: same, reason: '', expected: [] });
    expect(done).toMatchObject([{ outcome: 'unchanged' }]);
    expect(writes).toEqual([]);
  });
});
