import crypto from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '~/server/kernel/secret';
import { createSealer } from './seal';

const sealer = createSealer([crypto.randomBytes(32)]);
const binding = { id: 'a', purpose: 'credential', version: 1 };

describe('sealing', () => {
  it('opens what it sealed, and shows none of it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, unit: 'binary' }), (text) => {
        const sealed = sealer.seal(binding, new Secret(text));
        expect(Buffer.from(sealed.sealed).includes(Buffer.from(text))).toBe(false);
        expect(sealer.open(binding, sealed).reveal()).toBe(Buffer.from(text).toString());
      }),
    );
  });

  it.each([{ id: 'b' }, { purpose: 'ca' }, { version: 2 }])('refuses a value moved to %o', (change) => {
    const sealed = sealer.seal(binding, new Secret('token'));
    expect(() => sealer.open({ ...binding, ...change }, sealed)).toThrow();
  });

  it('refuses a value in which any one bit was turned', () => {
    const { keyId, sealed } = sealer.seal(binding, new Secret('token'));
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const bent = new Uint8Array(sealed);
      bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => sealer.open(binding, { keyId, sealed: bent })).toThrow();
    }
  });

  it('opens with an older key and refuses without it', () => {
    const [old, next] = [crypto.randomBytes(32), crypto.randomBytes(32)];
    const sealed = createSealer([old]).seal(binding, new Secret('token'));
    expect(createSealer([next, old]).open(binding, sealed).reveal()).toBe('token');
    expect(() => createSealer([next]).open(binding, sealed)).toThrow(/does not have/);
  });
});
