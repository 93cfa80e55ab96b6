import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLogLines } from './log-lines';

const AT = '2026-11-25T04:00:00.123456789Z';

it('reads the same lines, cut anywhere', () => {
  const text = `${AT} one\n${AT} two three\r\nwithout a moment\n${AT} \n${AT} last`;
  const expected = ['one', 'two three', 'without a moment', '', 'last'].map((line) => [AT, line]);
  const run = fc.property(fc.integer({ min: 1, max: 80 }), (step) => {
    const lines = createLogLines();
    const read = [];
    for (let at = 0; at < text.length; at += step) read.push(...lines.push(text.slice(at, at + step)));
    expect([...read, ...lines.rest()]).toEqual(expected);
  });
  fc.assert(run);
});

it('cuts a line that is too long', () => {
  const [line] = createLogLines().push(`${AT} ${'a'.repeat(100_000)}\n`);
  expect(line?.[1]).toHaveLength(16 * 1024);
});
