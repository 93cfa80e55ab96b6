import { describe, expect, it } from 'vitest';
import { rankSumZ } from './rank-sums';

const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

describe('rankSumZ', () => {
  it('is nothing for samples that say the same, and for ties', () => {
    expect(rankSumZ(range(0, 30), range(0, 30))).toBe(0);
    expect(rankSumZ([5, 5, 5], [5, 5, 5])).toBe(0);
  });

  it('is what tables of the test say for samples apart', () => {
    // 20 against 20, none overlapping: U = 400, mean 200, deviation sqrt(20 * 20 * 41 / 12) = 36.97
    expect(rankSumZ(range(100, 20), range(0, 20))).toBeCloseTo(200 / 36.968, 2);
    expect(rankSumZ(range(0, 20), range(100, 20))).toBeCloseTo(-200 / 36.968, 2);
  });

  it('sees a small shift in many values and not in few', () => {
    expect(rankSumZ(range(12, 60), range(0, 60))).toBeGreaterThan(3.29);
    expect(rankSumZ(range(2, 10), range(0, 10))).toBeLessThan(3.29);
  });
});
