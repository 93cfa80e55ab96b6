import { describe, expect, it } from 'vitest';
import { scryptPasswords } from './passwords';

const cheap = scryptPasswords({ N: 16, r: 8, p: 1 });

describe('passwords', () => {
  it('are kept with a salt of their own, and only the right one fits', async () => {
    const [one, other] = [await cheap.hash('correct horse battery'), await cheap.hash('correct horse battery')];
    expect(one).not.toBe(other);
    expect(one).not.toContain('correct');
    expect(await cheap.verify('correct horse battery', one)).toBe(true);
    expect(await cheap.verify('correct horse batterz', one)).toBe(false);
    expect(await cheap.verify('correct horse battery', undefined)).toBe(false);
    expect(await cheap.verify('correct horse battery', 'md5:1:1:1::')).toBe(false);
  });

  it('are the same however a keyboard composes them', async () => {
    expect(await cheap.verify('cafe\u0301 am Hafen', await cheap.hash('caf\u00e9 am Hafen'))).toBe(true);
  });

  it('do not pile up without end', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 100 }, () => cheap.verify('x', undefined)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(66);
    expect(await cheap.verify('x', undefined)).toBe(false);
  });

  it('cost what is recommended', async () => {
    expect(await scryptPasswords().hash('correct horse battery')).toMatch(/^scrypt:131072:8:1:/);
  });
});
