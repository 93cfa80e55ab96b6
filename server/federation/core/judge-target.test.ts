import { expect, it } from 'vitest';
import { judgeTarget } from './judge-target';

const known = {
  ...{ state: 'applied' as const, appliedRevision: 1, problems: [], cluster: 'healthy' as const },
  object: { status: 'healthy' as const, reason: 'Available' },
};
const problem = { code: 'exists' as const, kind: 'ConfigMap', namespace: 'shop', name: 'a', said: '' };

it('tells the gravest of what is known, and nothing of a cluster of which nothing is known now', () => {
  expect(judgeTarget(known)).toEqual({ status: 'healthy', reason: 'Available' });
  expect(judgeTarget({ ...known, cluster: 'unknown' })).toMatchObject({ status: 'unknown' });
  expect(judgeTarget({ ...known, cluster: 'suspended' })).toMatchObject({ status: 'suspended' });
  expect(judgeTarget({ ...known, state: 'waiting' })).toEqual({ status: 'progressing', reason: 'waiting' });
  expect(judgeTarget({ ...known, state: 'refused', problems: [problem] })).toEqual({
    status: 'degraded',
    reason: 'exists',
  });
  expect(judgeTarget({ ...known, state: 'refused', appliedRevision: null, object: null })).toMatchObject({
    status: 'failed',
  });
  const failed = { status: 'failed' as const, reason: 'NoneReady' };
  expect(judgeTarget({ ...known, state: 'waiting', object: failed })).toEqual(failed);
  expect(judgeTarget({ ...known, object: null })).toMatchObject({ status: 'unknown' });
});
