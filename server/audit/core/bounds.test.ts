import { describe, expect, it } from 'vitest';
import { boundedRefusals } from './bounded-refusals';
import { recentLooks } from './recent-looks';

describe('boundedRefusals', () => {
  it('lets thirty of someone pass in a minute, and tells then how many it left out', () => {
    const may = boundedRefusals();
    const passed = Array.from({ length: 100 }, (_, index) => may('ben', index)).filter(Boolean);
    expect(passed).toHaveLength(30);
    expect(may('ada', 100)).toEqual({ leftOut: 0 });
    expect(may('ben', 60_000)).toEqual({ leftOut: 70 });
    expect(may('ben', 60_001)).toEqual({ leftOut: 0 });
  });
});

describe('recentLooks', () => {
  it('is new once in its time, each look for itself', () => {
    const isNew = recentLooks(1000);
    expect([isNew('a', 0), isNew('b', 1), isNew('a', 999), isNew('a', 1000), isNew('a', 1001)]).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
  });
});
