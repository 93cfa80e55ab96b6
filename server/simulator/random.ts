/** Chance that is the same for the same seed. */
export type Random = {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  pick<Value>(values: readonly Value[]): Value;
  /** An independent stream, the same for the same name wherever it is taken. */
  fork(name: string): Random;
  letters(length: number): string;
  uid(): string;
};

/** No vowels, so that no words come out (Kubernetes' own choice for generated names). */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

export function createRandom(seed: string): Random {
  let state = hash(seed);
  // mulberry32: one multiplication a number is enough for a fleet that only has to look natural.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const hex = () =>
    Math.floor(next() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return {
    next,
    whole,
    pick<Value>(values: readonly Value[]) {
      if (values.length === 0) throw new Error('nothing to pick from');
      // The index is within the list, so the value is one of its own, undefined or not.
      return values[whole(0, values.length - 1)] as Value;
    },
    fork: (name) => createRandom(`${seed}/${name}`),
    letters: (length) => Array.from({ length }, () => LETTERS[whole(0, LETTERS.length - 1)]).join(''),
    uid() {
      const digits = hex() + hex() + hex() + hex();
      const variant = '89ab'[whole(0, 3)];
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
    },
  };
}

/** FNV-1a, 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/** A hash in the letters of generated names, as `pod-template-hash` has it. */
export const hashLetters = (text: string) =>
  [...String(hash(text))].map((digit) => LETTERS[Number(digit) + 7]).join('');
