import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findCanaries } from './find-canaries';

const CANARY = [{ name: 'token', value: 'Canary-7f3a9c1e5b2d8f60?&"x' }];

it('finds a secret in whatever form it is written, wherever it stands', () => {
  const forms = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => Buffer.from(text).toString('base64'),
    (text) => Buffer.from(text).toString('base64url'),
    (text) => Buffer.from(text).toString('hex').toUpperCase(),
    (text) => encodeURIComponent(text),
    (text) => JSON.stringify({ text }),
  );
  fc.assert(
    fc.property(fc.string(), fc.string(), forms, (before, after, form) => {
      expect(findCanaries(form(`${before}${CANARY[0]?.value}${after}`), CANARY)).toEqual(['token']);
    }),
  );
});

it('finds nothing where there is none', () => {
  expect(findCanaries('Canary-7f3a9c1e', CANARY)).toEqual([]);
});
