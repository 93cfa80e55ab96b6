import { describe, expect, it } from 'vitest';
import { isGone } from './is-gone';

const failed = (failure: object) => ({ data: { code: 'X', failure } });

describe('an object that does not answer', () => {
  it('is gone when the hub or its member says so, and only then', () => {
    expect(isGone(failed({ kind: 'not-found', what: 'secret', name: 'a' }))).toBe(true);
    expect(isGone(failed({ kind: 'cluster-refused', status: 404 }))).toBe(true);
    expect(isGone(failed({ kind: 'cluster-refused', status: 403 }))).toBe(false);
    expect(isGone(failed({ kind: 'cluster-unreachable', reason: 'timeout' }))).toBe(false);
    expect(isGone(new Error('offline'))).toBe(false);
  });
});
