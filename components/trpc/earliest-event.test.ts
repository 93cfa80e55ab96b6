import { describe, expect, it } from 'vitest';
import { earliestEvent } from './earliest-event';

describe('earliestEvent', () => {
  it.each([
    [[], undefined],
    [['a:12'], 'a:12'],
    [['a:12', 'a:9', 'a:100'], 'a:9'],
    [['a:12', 'b:9'], 'none:0'],
  ])('of %j is %s', (ids, earliest) => {
    expect(earliestEvent(ids)).toBe(earliest);
  });
});
