import { describe, expect, it } from 'vitest';
import { readList, withParameters, writeList } from './url-parameters';

describe('withParameters', () => {
  it('sets, replaces and takes away, and leaves the rest', () => {
    expect(withParameters('?a=1&b=2', { b: 'x,y', a: null, open: 'eu/n 1' })).toBe('?b=x,y&open=eu/n+1');
    expect(withParameters('?a=1', { a: null })).toBe('');
  });
});

describe('a list in a parameter', () => {
  it('reads back what was written, and nothing from nothing', () => {
    expect(readList(writeList(['eu', 'us']))).toEqual(['eu', 'us']);
    expect(writeList([])).toBeNull();
    expect(readList(null)).toEqual([]);
  });
});
