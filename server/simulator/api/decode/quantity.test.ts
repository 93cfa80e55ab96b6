import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalQuantity, parseQuantity } from './quantity';

describe('a quantity', () => {
  it.each([
    ['1', '1'],
    ['1000m', '1'],
    ['0.5', '500m'],
    ['1.5Gi', '1536Mi'],
    ['1024Mi', '1Gi'],
    ['1024', '1024'],
    ['0.5Mi', '512Ki'],
    ['1000Ki', '1000Ki'],
    ['512Ki', '512Ki'],
    ['100k', '100k'],
    ['1000k', '1M'],
    ['1e3', '1e3'],
    ['12E', '12E'],
    ['0', '0'],
    ['0Gi', '0'],
    ['-5m', '-5m'],
    ['+1', '1'],
    ['.5', '500m'],
  ])('%s is written %s', (given, written) => {
    expect(canonicalQuantity(given)).toBe(written);
  });

  it.each(['', 'x', '1K', '1 Gi', '1e', '1..2', 'Gi', '1e1.5'])('%j is none', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  it('keeps its amount and its form when it is written again', () => {
    const suffix = fc.constantFrom('', 'm', 'k', 'M', 'Ki', 'Mi', 'Gi', 'e3');
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), suffix, (number, unit) => {
        const written = canonicalQuantity(`${number}${unit}`) ?? '';
        expect(parseQuantity(written)).toBe(parseQuantity(`${number}${unit}`));
        expect(canonicalQuantity(written)).toBe(written);
      }),
    );
  });
});
