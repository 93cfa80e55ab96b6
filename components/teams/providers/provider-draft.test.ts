import { describe, expect, it } from 'vitest';
import { ProviderInput } from '~/server/teams/model/provider';
import { draftOf, inputOf, wrongRows } from './provider-draft';

const kept = {
  ...{ name: 'sso', label: 'Single sign-on', issuer: 'https://id.example', clientId: 'portolan', authority: null },
  ...{ scopes: 'openid email', groupsClaim: 'roles', groups: { sre: 'platform' }, enabled: false, hasSecret: true },
  health: null,
};

describe('a draft of a provider', () => {
  it('says what is kept, and leaves the secret as it is', () => {
    const { hasSecret: _hasSecret, health: _health, ...same } = kept;
    expect(inputOf(draftOf(kept))).toEqual(same);
    expect(inputOf({ ...draftOf(kept), clientSecret: 'new' }).clientSecret).toBe('new');
  });

  it('begins as one that the hub would take once it is filled in', () => {
    const filled = { ...draftOf(undefined), name: 'sso', label: 'SSO', issuer: ' https://id.example ', clientId: 'x' };
    expect(ProviderInput.safeParse(inputOf(filled)).success).toBe(true);
  });

  it('leaves out rows without a group', () => {
    const groups = [
      { id: 1, group: ' sre ', team: 'platform' },
      { id: 2, group: ' ', team: 'shop' },
    ];
    expect(inputOf({ ...draftOf(kept), groups }).groups).toEqual({ sre: 'platform' });
  });
});

it.each([
  [[], undefined],
  [[['sre', 'platform']], undefined],
  [[['', '']], undefined],
  [[['sre', '']], 'noTeam'],
  [
    [
      ['sre', 'platform'],
      ['sre ', 'shop'],
    ],
    'twice',
  ],
])('rows %j are wrong: %s', (pairs, wrong) => {
  const rows = pairs.map(([group = '', team = ''], id) => ({ id, group, team }));
  expect(wrongRows(rows)).toBe(wrong);
});
