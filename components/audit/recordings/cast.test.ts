import { expect, it } from 'vitest';
import { momentsUntil, parseCast, sizeOf } from './cast';

const TEXT = [
  '{"version":2,"width":100,"height":30}',
  '[0.5,"o","$ "]',
  '[60.5,"i","ls\\r"]',
  '[60.7,"r","120x40"]',
  '[61.0,"o","a',
].join('\n');

it('reads what was written and cuts long pauses', () => {
  const cast = parseCast(TEXT);
  expect([cast.width, cast.height]).toEqual([100, 30]);
  expect(cast.moments.map(({ at, code }) => [Number(at.toFixed(2)), code])).toEqual([
    [0.5, 'o'],
    [2.5, 'i'],
    [2.7, 'r'],
  ]);
  expect([0, 0.5, 2.6, 9].map((second) => momentsUntil(cast.moments, second))).toEqual([0, 1, 2, 3]);
});

it('reads a recording of nothing', () => expect(parseCast('')).toMatchObject({ width: 80, moments: [], seconds: 0 }));

it.each([
  ['120x40', [120, 40]],
  ['wide', undefined],
])('reads the size %s', (text, size) => expect(sizeOf(text)).toEqual(size));
