import { expect, it } from 'vitest';
import { DomainError, type Failure } from '~/server/kernel/failure';
import { judgeRefusal, judgeRetry } from './judge-refusal';

const key = { group: '', kind: 'ConfigMap', namespace: 'shop', name: 'a' };
const refusal = (failure: Failure) => judgeRefusal(new DomainError(failure), key);
const refused = (status: number) =>
  refusal({ kind: 'cluster-refused', cluster: 'c', status, reason: '', detail: 'no', causes: [] });
const away = refusal({ kind: 'cluster-unreachable', cluster: 'c', reason: 'timeout', detail: 'no answer' });

it('says why something was not carried out, in the words of who refused it', () => {
  expect(refused(422)).toMatchObject({
    problem: { code: 'refused', kind: 'ConfigMap', name: 'a', said: 'no' },
    again: false,
  });
  expect(refusal({ kind: 'forbidden', action: 'teams.grant', missing: 'admin' })).toMatchObject({
    problem: { code: 'rights' },
  });
  expect(refusal({ kind: 'not-found', what: 'namespace', name: 'c/shop' })).toMatchObject({
    problem: { code: 'rights' },
  });
  expect(away).toMatchObject({ problem: { code: 'unreachable' }, isAway: true });
  expect(() => judgeRefusal(new Error('a bug'), key)).toThrow('a bug');
});

it('knows what was never sent or was refused from what may have come to be', () => {
  const unreachable = (reason: 'refused' | 'dns' | 'timeout' | 'reset' | 'aborted' | 'agent-away') =>
    refusal({ kind: 'cluster-unreachable', cluster: 'c', reason, detail: '' }).isOpen;
  expect([refused(409), refused(422), refused(429)].map(({ isOpen }) => isOpen)).toEqual([false, false, false]);
  expect([refused(408), refused(500), refused(504)].map(({ isOpen }) => isOpen)).toEqual([true, true, true]);
  expect(['refused', 'dns'].map((reason) => unreachable(reason as 'dns'))).toEqual([false, false]);
  expect((['timeout', 'reset', 'aborted', 'agent-away'] as const).map(unreachable)).toEqual([true, true, true, true]);
});

it('waits for a member that is away for ever, and for one that fails a few times; what was refused is looked at later', () => {
  expect(judgeRetry([away, refused(422)], 40, 1)).toEqual({ state: 'waiting', retryMs: 60_000 });
  expect(judgeRetry([refused(503)], 1, 1)).toEqual({ state: 'waiting', retryMs: 1000 });
  expect(judgeRetry([refused(503)], 6, 1)).toMatchObject({ state: 'refused' });
  expect(judgeRetry([refused(422)], 1, 1)).toEqual({ state: 'refused', retryMs: 300_000 });
  expect(judgeRetry([refused(422)], 30, 0)).toEqual({ state: 'refused', retryMs: 1_800_000 });
});
