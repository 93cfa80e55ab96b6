import { expect, it } from 'vitest';
import { memoryTrail } from '~/server/audit/testing/memory-trail';
import { DomainError } from '~/server/kernel/failure';
import { Secret } from '~/server/kernel/secret';
import type { DueToken, MemberFacts, Members, TokenEndpoint } from './ports';
import { renewToken } from './renew-token';
import { memoryTokens } from './testing/memory-tokens';

const NOW = new Date('2026-11-29T00:00:00Z');
const HOUR = 3_600_000;
const ACCOUNT = { namespace: 'portolan', name: 'hub' };
const DUE: DueToken = {
  ...{ name: 'prod', revision: 1, kubeSystemUid: 'uid' },
  fence: { clusterId: 'id', holder: 'me', epoch: 1 },
};

function world(endpoint: Partial<TokenEndpoint> = {}, clusterUid = 'uid') {
  const tokens = memoryTokens({ server: 'https://a:6443', credential: { kind: 'token', token: new Secret('first') } });
  const { audit, record } = memoryTrail();
  const facts = { clusterUid } as MemberFacts;
  const members = { visit: (_member, ask) => ask({ probe: async () => facts } as never) } as Members;
  const given: TokenEndpoint = {
    account: async () => ({ account: ACCOUNT, mayMint: true, why: '' }),
    mint: async () => ({ token: new Secret('minted'), lifeMs: 24 * HOUR }),
    ...endpoint,
  };
  const clock = { now: () => NOW, monotonic: () => 0 };
  return { deps: { tokens, endpoint: given, members, audit, clock, jitter: () => 0 }, tokens, record };
}

const refusal = (status: number) =>
  new DomainError({
    kind: 'cluster-refused',
    cluster: 'prod',
    status,
    reason: '',
    detail: `says ${status}`,
    causes: [],
  });
const after = (hours: number) => new Date(NOW.getTime() + hours * HOUR);

it('believes a member that gives less than was asked for', async () => {
  const { deps, tokens } = world({ mint: async () => ({ token: new Secret('minted'), lifeMs: 3 * HOUR }) });
  expect(await renewToken(deps, DUE)).toBe('minted');
  expect(tokens.kept).toMatchObject([{ expiresAt: after(3), dueAt: after(2) }]);
});

it('mints with the first credential when the minted one is no longer taken', async () => {
  const { deps, tokens } = world({
    account: async ({ credential }) => {
      if (credential.kind === 'token' && credential.token.reveal() === 'minted') throw refusal(401);
      return { account: ACCOUNT, mayMint: true, why: '' };
    },
  });
  await renewToken(deps, DUE);
  await renewToken(deps, DUE);
  expect(tokens.kept.map(({ by }) => by)).toEqual(['first', 'first']);
});

it('puts nothing on record where it may not mint, and tries again in an hour', async () => {
  const { deps, tokens, record } = world({ account: async () => ({ account: ACCOUNT, mayMint: false, why: 'no' }) });
  expect(await renewToken(deps, DUE)).toBe('may-not');
  expect(tokens.noted).toMatchObject([{ state: 'may-not', account: ACCOUNT, dueAt: after(1) }]);
  expect(record).toEqual([]);
});

it('keeps no token that leads to another cluster, and says so', async () => {
  const { deps, tokens, record } = world({}, 'another');
  expect(await renewToken(deps, DUE)).toBe('failed');
  expect(tokens.kept).toEqual([]);
  expect(tokens.noted).toMatchObject([{ detail: expect.stringContaining('another cluster') }]);
  expect(record).toMatchObject([{ action: 'clusters.renewToken', outcome: 'refused' }]);
});
