import { describe, expect, it } from 'vitest';
import { bytes, milliCores, parseQuantity } from './quantity';

describe('quantities', () => {
  it.each([
    ['100m', 100],
    ['4', 4000],
    ['0.5', 500],
    ['1e3m', 0],
    [undefined, 0],
    ['abc', 0],
  ])('reads %s as %d millicores', (text, expected) => expect(milliCores(text)).toBe(expected));

  it.each([
    ['16Gi', 17_179_869_184],
    ['128974848', 128_974_848],
    ['129e6', 129_000_000],
    ['129M', 129_000_000],
    ['123Mi', 128_974_848],
    ['', 0],
  ])('reads %s as %d bytes', (text, expected) => expect(bytes(text)).toBe(expected));

  it('keeps the sign', () => expect(parseQuantity('-2')).toBe(-2));
});
