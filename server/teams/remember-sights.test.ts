import { describe, expect, it, vi } from 'vitest';
import type { Sight } from './model/sight';
import { rememberSights } from './remember-sights';
import { ADA } from './testing/people';

describe('rememberSights', () => {
  it('resolves each action of a request once, however often and at once it is asked', async () => {
    const of = vi.fn(async (): Promise<Sight> => new Map());
    const sights = rememberSights({ of });
    const [first, second] = await Promise.all([1, 2].map(() => sights.of(ADA.rights, 'objects.get')));
    expect(first).toBe(second);
    await sights.of(ADA.rights, 'objects.get');
    expect(of).toHaveBeenCalledTimes(1);
    await sights.of(ADA.rights, 'objects.list');
    expect(of).toHaveBeenCalledTimes(2);
  });

  it('knows nothing of the next request, though its rights say the same', async () => {
    const answers: Sight[] = ['all', new Map()];
    const sights = rememberSights({ of: async () => answers.shift() ?? 'all' });
    expect(await sights.of(ADA.rights, 'objects.get')).toBe('all');
    expect(await sights.of(structuredClone(ADA.rights), 'objects.get')).toEqual(new Map());
  });

  it('keeps no failure', async () => {
    const of = vi.fn<() => Promise<Sight>>().mockRejectedValueOnce(new Error('away')).mockResolvedValue('all');
    const sights = rememberSights({ of });
    await expect(sights.of(ADA.rights, 'objects.get')).rejects.toThrow('away');
    expect(await sights.of(ADA.rights, 'objects.get')).toBe('all');
  });
});
