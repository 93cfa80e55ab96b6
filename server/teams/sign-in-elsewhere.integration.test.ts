import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { endOfRecord, settledSince } from '~/server/audit/testing/settled-since';
import { testDatabase } from '~/server/db/testing/test-database';
import { disablePerson } from './disable-person';
import { saveProvider } from './edit-provider';
import type { TeamRequest } from './give';
import { EVERYWHERE } from './model/grant';
import { ProviderInput } from './model/provider';
import { authenticate, issueSignInLink } from './sessions';
import { beginElsewhere, finishElsewhere } from './sign-in-elsewhere';
import { testProvider } from './test-provider';
import { accountDeps } from './testing/account-deps';
import { type Bent, CLIENT_ID, CLIENT_SECRET, startOidcProvider } from './testing/oidc-provider';
import { ADA, personWith } from './testing/people';

const { database } = await testDatabase();
const { prisma } = database;
const time = { now: new Date() };
const deps = accountDeps(database, time);
const provider = await startOidcProvider();
afterAll(() => provider.stop());

const PLACE = { address: '203.0.113.7', agent: 'a browser' };
const root: TeamRequest = { actor: { ...ADA, session: 's' }, requestId: 'r' };
const settings = {
  ...{ name: 'sso', label: 'Single sign-on', issuer: provider.issuer, clientId: CLIENT_ID },
  ...{ clientSecret: CLIENT_SECRET, authority: provider.authority, groups: { 'sre@corp': 'shop' } },
};
const save = (change: object = {}) => saveProvider(deps, root, ProviderInput.parse({ ...settings, ...change }));

beforeEach(async () => {
  provider.bend({});
  await prisma.person.deleteMany();
  await prisma.team.deleteMany();
  await prisma.team.create({
    data: { name: 'shop', grants: { create: { role: 'viewer', scope: EVERYWHERE, grantedBy: 'x' } } },
  });
  const admin = await prisma.person.create({ data: { name: 'Root' } });
  const grant = { personId: admin.id, role: 'fleet-admin', scope: EVERYWHERE, grantedBy: 'x' };
  await prisma.accessGrant.create({ data: grant });
  await save();
});

const startOf = (next: string) => ({
  ...{ name: 'sso', origin: 'https://hub.example', next, place: PLACE, requestId: 'r' },
});
async function begin(next = '/clusters') {
  const begun = await beginElsewhere(deps, startOf(next));
  if (!begun.ok) throw new Error(begun.reason.detail);
  return { ...begun.value, query: provider.approve(begun.value.url) };
}
type Begun = Awaited<ReturnType<typeof begin>>;
const finish = ({ query, binding }: { query: URLSearchParams; binding: string | undefined }, name = 'sso') =>
  finishElsewhere(deps, { name, query, binding, place: PLACE, requestId: 'r' });
const enter = async (bent: Bent = {}) => {
  const begun = await begin();
  provider.bend(bent);
  return finish(begun);
};
const sessionOf = (entered: Awaited<ReturnType<typeof finish>>) => (entered.ok ? entered.value.session : '');

describe('signing in at a provider', () => {
  it('opens a session of who it says, the same person each time, whose teams follow the groups', async () => {
    const from = await endOfRecord(database);
    const first = await enter({ claims: { groups: ['sre@corp', 'unknown', 7] } });
    expect(first).toMatchObject({ ok: true, value: { next: '/clusters' } });
    const ada = await authenticate(deps, sessionOf(first));
    expect(ada).toMatchObject({ name: 'Ada', rights: [{ role: 'viewer', team: 'shop' }] });
    const again = await enter({ claims: { name: 'Ada Lovelace', email: 'other@corp' } });
    const later = await authenticate(deps, sessionOf(again));
    expect(later).toMatchObject({ id: ada?.id, name: 'Ada Lovelace', rights: [] });
    const other = await authenticate(deps, sessionOf(await enter({ claims: { sub: 'ada-2' } })));
    expect(other?.id).not.toBe(ada?.id);
    const settled = await settledSince(database, 'teams.signIn', from);
    expect(settled.filter(({ outcome }) => outcome === 'applied')).toHaveLength(3);
  });

  it('asks with PKCE S256, nonce and state, and keeps none of them as they are', async () => {
    const { url, binding, query } = await begin();
    const asked = new URL(url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ response_type: 'code', client_id: CLIENT_ID, scope: 'openid profile email', code_challenge_method: 'S256' },
      redirect_uri: 'https://hub.example/api/auth/oidc/sso/callback',
    });
    const { rows } = await database.pool.query('SELECT f::text AS row FROM oidc_flow f');
    for (const secret of [binding, asked.get('state'), asked.get('nonce'), CLIENT_SECRET]) {
      expect(JSON.stringify(rows)).not.toContain(secret);
    }
    expect(await finish({ query, binding })).toMatchObject({ ok: true });
  });
});

const past = Math.floor(Date.now() / 1000) - 3600;
const HOSTILE: [string, Bent, string][] = [
  ['a token that nobody signed', { sign: 'none' }, 'token'],
  ['a token signed by a foreign key', { sign: 'foreign' }, 'token'],
  ['a token signed by the client secret', { sign: 'secret' }, 'token'],
  ['a token of another issuer', { claims: { iss: 'https://evil.example' } }, 'token'],
  ['a token of an issuer that ours begins', { claims: { iss: `${provider.issuer}/` } }, 'token'],
  ['a token for another client', { claims: { aud: 'other' } }, 'token'],
  ['a token for more clients, without azp', { claims: { aud: [CLIENT_ID, 'other'] } }, 'token'],
  ['a token whose azp is another client', { claims: { azp: 'other' } }, 'token'],
  ['a token without an audience', { without: ['aud'] }, 'token'],
  ['a token of another sign-in', { claims: { nonce: 'replayed' } }, 'token'],
  ['a token without a nonce', { without: ['nonce'] }, 'token'],
  ['a token that has expired', { claims: { exp: past } }, 'token'],
  ['a token without an end', { without: ['exp'] }, 'token'],
  ['a token from the future', { claims: { nbf: past + 7200 } }, 'token'],
  ['an empty subject', { claims: { sub: '' } }, 'claims'],
  ['a blank subject', { claims: { sub: '   ' } }, 'claims'],
  ['a list as the subject', { claims: { sub: ['ada-1'] } }, 'token'],
  ['a number as the subject', { claims: { sub: 1 } }, 'token'],
  ['no subject', { without: ['sub'] }, 'token'],
  [
    'a refused code',
    {
      token: (response) =>
        response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}'),
    },
    'token',
  ],
  ['an answer that is no JSON', { token: (response) => response.writeHead(200).end('<html>') }, 'token'],
  [
    'an answer without a token',
    {
      token: (response) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"access_token":"a","token_type":"Bearer"}'),
    },
    'token',
  ],
  ['an endless answer', { token: (response) => response.writeHead(200).end('x'.repeat(600_000)) }, 'unreachable'],
  [
    'a redirect',
    { token: (response) => response.writeHead(307, { location: 'https://127.0.0.1:1/' }).end() },
    'unreachable',
  ],
  ['a discovery of another issuer', { discovery: { issuer: 'https://evil.example' } }, 'token'],
  ['a token endpoint without TLS', { discovery: { token_endpoint: 'http://127.0.0.1/token' } }, 'token'],
  [
    'a token endpoint that policy forbids',
    { discovery: { token_endpoint: 'https://169.254.169.254/token' } },
    'unreachable',
  ],
  ['keys at an address that policy forbids', { discovery: { jwks_uri: 'https://10.0.0.1/jwks' } }, 'unreachable'],
];

describe('what is refused, on record, with nothing changed', () => {
  it.each(HOSTILE)('%s', async (_what, bent, code) => {
    const people = await prisma.person.count();
    const from = await endOfRecord(database);
    const answer = await enter(bent);
    expect(answer).toMatchObject({ ok: false, reason: { code } });
    expect(!answer.ok && answer.reason.detail).toMatch(/\w+ \w+/);
    expect(await prisma.person.count()).toBe(people);
    expect(await prisma.session.count()).toBe(0);
    const [record] = await settledSince(database, 'teams.signIn', from);
    expect(record).toMatchObject({ outcome: 'refused', body: { detail: { code } } });
    expect(JSON.stringify(record)).not.toMatch(/eyJ|code-|access token/);
  });

  it('a state that is replayed, foreign, too old, of another provider or none', async () => {
    const used = await begin();
    expect(await finish(used)).toMatchObject({ ok: true });
    const [mine, theirs] = [await begin(), await begin()];
    const old = await begin();
    const tries: [Pick<Begun, 'query'> & { binding: string | undefined }, string][] = [
      [used, 'sso'],
      [{ ...mine, binding: theirs.binding }, 'sso'],
      [{ ...mine, binding: undefined }, 'sso'],
      [{ ...mine, query: new URLSearchParams({ code: 'code-0' }) }, 'sso'],
      [{ ...mine, query: new URLSearchParams({ code: 'code-0', state: 'made-up' }) }, 'sso'],
      [mine, 'other'],
    ];
    await save({ name: 'other' });
    for (const [callback, name] of tries) {
      expect(await finish(callback, name)).toMatchObject({ ok: false, reason: { code: 'state' } });
    }
    time.now = new Date(time.now.getTime() + 601_000);
    expect(await finish(old)).toMatchObject({ ok: false, reason: { code: 'state' } });
    time.now = new Date();
    expect(await finish(mine)).toMatchObject({ ok: true });
  });

  it('one state at two replicas at once', async () => {
    const begun = await begin();
    const tries = await Promise.all([finish(begun), finish(begun), finish(begun)]);
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('what the provider itself refuses, and who is disabled', async () => {
    const { binding, query } = await begin();
    const denied = new URLSearchParams({ error: 'access_denied', state: query.get('state') ?? '' });
    expect(await finish({ query: denied, binding })).toMatchObject({ reason: { code: 'denied' } });
    const ada = await authenticate(deps, sessionOf(await enter()));
    await disablePerson(deps, root, { id: ada?.id ?? '', disabled: true, reason: '' });
    expect(await enter({ claims: { groups: ['sre@corp'] } })).toMatchObject({ reason: { code: 'disabled' } });
    expect(await prisma.teamMember.count()).toBe(0);
  });

  it('a provider that is down, whom nobody else waits for', async () => {
    await save({ issuer: 'https://127.0.0.1:1' });
    const from = await endOfRecord(database);
    const begun = await beginElsewhere(deps, startOf('/'));
    expect(begun).toMatchObject({ ok: false, reason: { code: 'unreachable' } });
    const entries = await prisma.auditEntry.findMany({ where: { action: 'teams.signIn', seq: { gt: from } } });
    expect(entries).toMatchObject([
      {
        ...{ kind: 'refusal', outcome: 'denied', actorName: 'sign-in' },
        body: { code: 'unreachable', target: { provider: 'sso' }, from: PLACE },
      },
    ]);
    expect(await health()).toMatchObject({ state: 'unreachable', keys: [] });
  });
});

describe('the last who administers the fleet', () => {
  const team = async () => {
    await prisma.accessGrant.deleteMany({ where: { role: 'fleet-admin' } });
    const grants = { create: { role: 'fleet-admin', scope: EVERYWHERE, grantedBy: 'x' } };
    await prisma.team.update({ where: { name: 'shop' }, data: { grants } });
  };
  const held = async (entered: Awaited<ReturnType<typeof enter>>) =>
    (await authenticate(deps, sessionOf(entered)))?.rights.map(({ role }) => role);

  it('stays when the provider forgets their group, on the record and on the page, until there is another', async () => {
    await team();
    const first = await enter({ claims: { groups: ['sre@corp'] } });
    expect(await held(first)).toContain('fleet-admin');
    expect(await issueSignInLink(deps)).toBeUndefined();
    const from = await endOfRecord(database);
    expect(await held(await enter({ claims: { groups: [] } }))).toContain('fleet-admin');
    const [record] = await settledSince(database, 'teams.signIn', from);
    expect(record).toMatchObject({ body: { detail: { keptForLackOfAnotherFleetAdmin: ['shop'] } } });
    const kept = expect.objectContaining({ sources: ['sso'], keptSince: expect.any(String) });
    expect((await deps.teams.get('shop'))?.people).toEqual([kept]);

    // another one comes: the first goes with that very sign-in
    const other = await enter({ claims: { sub: 'ada-2', groups: ['sre@corp'] } });
    expect(await held(other)).toContain('fleet-admin');
    expect(await held(first)).toEqual([]);
    expect((await deps.teams.get('shop'))?.people).toMatchObject([{ keptSince: null }]);
  });

  it('is one of two who lose their group, never both', async () => {
    await team();
    const [one, two] = [{ groups: ['sre@corp'] }, { sub: 'ada-2', groups: ['sre@corp'] }];
    await Promise.all([enter({ claims: one }), enter({ claims: two })]);
    await prisma.team.create({ data: { name: 'other' } });
    await save({ groups: { 'sre@corp': 'other' } });
    const left = [await enter({ claims: one }), await enter({ claims: two })];
    expect((await Promise.all(left.map(held))).filter((roles) => roles?.includes('fleet-admin'))).toHaveLength(1);
  });

  it('keeps no other team', async () => {
    await enter({ claims: { groups: ['sre@corp'] } });
    expect(await held(await enter({ claims: { groups: [] } }))).toEqual([]);
  });
});

const health = async (name = 'sso') => (await deps.providers.find(name))?.health ?? undefined;
const tried = { name: 'sso', issuer: provider.issuer, authority: provider.authority };

describe('a try at a provider', () => {
  it('finds its keys, is kept with its moment, and is forgotten when the provider is reached another way', async () => {
    const found = await testProvider(deps, root, tried);
    expect(found).toEqual({
      ...{ state: 'ok', detail: '', at: time.now.toISOString() },
      keys: [{ id: 'one', kind: 'RSA', algorithm: 'RS256' }],
    });
    expect(await health()).toEqual(found);
    await save({ clientSecret: undefined, label: 'Other' });
    expect(await health()).toEqual(found);
    await save({ authority: null });
    expect(await health()).toBeUndefined();
  });

  it.each<[string, Bent, string, string]>([
    ['another issuer', { discovery: { issuer: 'https://other.example/' } }, 'issuer', 'https://other.example/'],
    ['keys over plain http', { discovery: { jwks_uri: 'http://127.0.0.1:1/jwks' } }, 'keys', 'http://127.0.0.1:1'],
    ['no keys at all', { discovery: { jwks_uri: `${provider.issuer}/nothing` } }, 'keys', ''],
  ])('tells of %s', async (_what, bent, state, detail) => {
    provider.bend(bent);
    expect(await testProvider(deps, root, tried)).toMatchObject({ state, detail, keys: [] });
  });

  it('tells of one that is not there, and is on record as refused', async () => {
    const from = await endOfRecord(database);
    const before = await health();
    const gone = { name: 'sso', issuer: 'https://127.0.0.1:1', authority: null };
    const found = await testProvider(deps, root, gone);
    expect(found).toMatchObject({ state: 'unreachable', detail: expect.stringContaining('ECONNREFUSED') });
    // it was tried at another address than the kept one
    expect(await health()).toEqual(before);
    const settled = await settledSince(database, 'teams.testProvider', from);
    expect(settled.map(({ outcome }) => outcome)).toEqual(['refused']);
  });

  it('is made by every sign-in that begins; what a browser brings back says nothing of it', async () => {
    provider.bend({ sign: 'foreign' });
    const begun = await begin();
    expect(await finish(begun)).toMatchObject({ reason: { code: 'token' } });
    expect(await health()).toMatchObject({ state: 'ok' });
  });
});

describe('a provider', () => {
  it('sends groups to teams that are there alone', async () => {
    await expect(save({ groups: { sre: 'shop', dba: 'gone' } })).rejects.toMatchObject({
      failure: { kind: 'invalid', issues: [{ path: ['groups'] }] },
    });
  });

  it('is named by who could give everything, and its secret is sealed, never read, and never goes to another issuer', async () => {
    const lesser = { ...root, actor: { ...personWith('admin'), session: 's' } };
    await expect(saveProvider(deps, lesser, ProviderInput.parse(settings))).rejects.toMatchObject({
      failure: { kind: 'forbidden' },
    });
    await save({ clientSecret: undefined, label: 'Other' });
    expect((await deps.providers.find('sso'))?.secret?.reveal()).toBe(CLIENT_SECRET);
    expect(JSON.stringify(await deps.providers.list())).not.toContain(CLIENT_SECRET);
    await save({ clientSecret: undefined, issuer: 'https://other.example' });
    expect(await deps.providers.find('sso')).toMatchObject({ hasSecret: false, secret: undefined });
    expect(await prisma.sealedSecret.count({ where: { purpose: { not: 'audit-chain' } } })).toBe(
      await prisma.identityProvider.count({ where: { secretId: { not: null } } }),
    );
    const { rows } = await database.pool.query('SELECT a::text AS row FROM audit_entry a');
    expect(JSON.stringify(rows)).not.toContain(CLIENT_SECRET);
  });
});
