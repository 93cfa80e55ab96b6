import { describe, expect, it } from 'vitest';
import { createFaults } from '~/server/simulator/faults/faults';
import { createRandom } from '~/server/simulator/random';
import { nextMood } from './trouble';

describe('a flaky cluster', () => {
  it('is now well and now not, and stays so for a while', () => {
    const faults = createFaults();
    const random = createRandom('seed');
    const seen = new Set<string>();
    for (let turn = 0; turn < 60; turn++) {
      expect(nextMood({ faults }, random)).toBeGreaterThanOrEqual(15_000);
      seen.add(faults.take({ method: 'GET', path: '/', isWatch: false })?.kind ?? 'well');
    }
    expect(seen).toEqual(new Set(['well', 'status', 'latency', 'hang', 'reset']));
  });
});
