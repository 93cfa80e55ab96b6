import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followableKeys } from './followable-keys';

describe('followableKeys', () => {
  it('are the first keys, so many that the server takes them in one message', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 320 }), { maxLength: 900 }), (keys) => {
        const followed = followableKeys(keys);
        expect(followed).toEqual(keys.slice(0, followed.length));
        expect(followed.length).toBeLessThanOrEqual(500);
        expect(JSON.stringify(followed).length).toBeLessThan(60_000);
      }),
    );
  });

  it('are all keys of a usual table', () => {
    const keys = Array.from({ length: 300 }, (_, index) => `eu-central-1a-workload/eu-central-1a-workload-n${index}`);
    expect(followableKeys(keys)).toEqual(keys);
  });
});
