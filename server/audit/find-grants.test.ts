import { describe, expect, it } from 'vitest';
import { EVERYWHERE, type GrantScope } from '~/server/teams/model/grant';
import type { HeldGrant } from '~/server/teams/model/rights';
import { findGrants } from './find-grants';

const grant = (id: string, scope: Partial<GrantScope>, team: string | null = null): HeldGrant => ({
  ...{ id, role: 'editor', actions: ['objects.update'], scope: { ...EVERYWHERE, ...scope }, team, expiresAt: null },
});
const named = (...names: string[]) => ({ clusters: { by: 'name' as const, names } });
const labelled = { clusters: { by: 'label' as const, labels: { tier: 'gold' } } };
/** Only the grants with labels are asked about; they mean the cluster `gold`. */
const sights = {
  of: async () => new Map([['gold', { id: '1', whole: true, namespaces: 'all' as const }]]),
};
const used = async (rights: HeldGrant[], ...targets: { cluster: string; namespace: string }[]) =>
  (await findGrants(sights, { rights }, 'objects.update', targets)).map(({ id }) => id);

describe('findGrants', () => {
  it('names the first grant that covers each target', async () => {
    const rights = [
      grant('other action', {}),
      grant('one', named('one')),
      grant('shop of two', { ...named('two'), namespaces: ['shop'] }),
      grant('all', {}, 'platform'),
    ].map((held, index) => (index === 0 ? { ...held, actions: [] } : held));
    expect(await used(rights, { cluster: 'one', namespace: 'shop' })).toEqual(['one']);
    expect(await used(rights, { cluster: 'two', namespace: 'shop' })).toEqual(['shop of two']);
    expect(await used(rights, { cluster: 'two', namespace: '' })).toEqual(['all']);
    expect(await used(rights, { cluster: 'one', namespace: '' }, { cluster: 'two', namespace: 'x' })).toEqual([
      'one',
      'all',
    ]);
  });

  it('asks what labels mean at this moment', async () => {
    const rights = [grant('gold', labelled), grant('one', named('one'))];
    expect(await used(rights, { cluster: 'gold', namespace: 'a' })).toEqual(['gold']);
    expect(await used(rights, { cluster: 'one', namespace: 'a' })).toEqual(['one']);
  });

  it('names what gives the action where no cluster is named, or only a part of one', async () => {
    expect(await used([grant('all', {})])).toEqual(['all']);
    expect(
      await used([grant('part', { ...named('one'), namespaces: ['shop'] })], { cluster: 'one', namespace: '' }),
    ).toEqual(['part']);
    expect(await used([])).toEqual([]);
  });
});
