import { expect, it } from 'vitest';
import { rememberBriefly } from './remember-briefly';

function world() {
  let at = 0;
  let change = () => {};
  const asked: string[] = [];
  const remember = rememberBriefly<string>({
    clock: { now: () => new Date(at), monotonic: () => at },
    onChange: (listener) => {
      change = listener;
    },
  });
  const ask = (key: string, answer = key) =>
    remember(key, async () => {
      asked.push(key);
      return answer;
    });
  return { ask, asked, remember, pass: (ms: number) => (at += ms), change: () => change() };
}

it('asks once in half a second, for each key', async () => {
  const { ask, asked, pass } = world();
  await Promise.all([ask('a'), ask('a'), ask('b')]);
  pass(499);
  expect(await ask('a', 'newer')).toBe('a');
  pass(1);
  expect(await ask('a', 'newer')).toBe('newer');
  expect(asked).toEqual(['a', 'b', 'a']);
});

it('asks again at once after a change, also while an answer is under way', async () => {
  const { ask, remember, change } = world();
  let answer = (_text: string) => {};
  const old = remember('a', () => new Promise((resolve) => (answer = resolve)));
  change();
  expect(await ask('a', 'of now')).toBe('of now');
  answer('of before');
  await old;
  expect(await ask('a', 'never asked')).toBe('of now');
});

it('keeps no failure', async () => {
  const { ask, remember } = world();
  await expect(remember('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await ask('a')).toBe('a');
});
