import { describe, expect, it, vi } from 'vitest';
import { DomainError } from '~/server/kernel/failure';
import type { Resource } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import type { Action } from '~/server/teams/model/action';
import type { ClusterSight, Sight } from '~/server/teams/model/sight';
import { guardedClient } from './guarded-client';

const PODS: Resource = { group: '', version: 'v1', plural: 'pods' };
const NODES: Resource = { group: '', version: 'v1', plural: 'nodes' };
const SPACES: Resource = { group: '', version: 'v1', plural: 'namespaces' };
const BINDINGS: Resource = { group: 'rbac.authorization.k8s.io', version: 'v1', plural: 'rolebindings' };
const ACCOUNTS: Resource = { group: '', version: 'v1', plural: 'serviceaccounts' };

const part = (whole: boolean, namespaces: ClusterSight['namespaces']): Sight =>
  new Map([['one', { id: 'id', whole, namespaces }]]);
const SHOP = part(false, new Set(['shop']));
const ALL_OF_ONE = part(true, 'all');

function world(sight: Sight, action: Action = 'objects.update', grants: Sight = new Map()) {
  const sent = vi.fn();
  const member = new Proxy({ name: 'one' } as MemberClient, {
    get: (target, call) =>
      // a client is no promise
      call === 'name' || call === 'then'
        ? Reflect.get(target, call)
        : (...given: unknown[]) => {
            sent(call, ...given);
            return call === 'watch' ? { close: () => undefined } : Promise.resolve({});
          },
  });
  const guard = { action, sight, grants, rights: [] };
  const now = { guard: async () => guard };
  const asHub = async () => undefined;
  const client = guardedClient(member, guard, () => now.guard(), asHub);
  return { client, sent, now };
}

const absent = { failure: { kind: 'not-found' } };
const at = (namespace: string | undefined, name = 'x') => (namespace === undefined ? { name } : { name, namespace });
const on = { reset() {}, page() {}, synced() {}, changed() {}, state() {} };
type Call = (client: MemberClient) => unknown;

describe('a client whose person loses a right', () => {
  it('writes no more from that moment on', async () => {
    const { client, sent, now } = world(ALL_OF_ONE);
    await client.create(PODS, at('shop'), { metadata: { name: 'x' } });
    now.guard = async () => ({ action: 'objects.update', sight: SHOP, grants: new Map(), rights: [] });
    await expect(client.create(PODS, at('ads'), { metadata: { name: 'x' } })).rejects.toMatchObject(absent);
    await client.create(PODS, at('shop'), { metadata: { name: 'x' } });
    now.guard = async () =>
      Promise.reject(new DomainError({ kind: 'forbidden', action: 'objects.update', missing: '' }));
    await expect(client.delete(PODS, at('shop'))).rejects.toMatchObject({ failure: { kind: 'forbidden' } });
    expect(sent).toHaveBeenCalledTimes(2);
  });
});

describe('a client in sight of one namespace', () => {
  it.each<[string, Call]>([
    ['reads an object of it', (client) => client.get(PODS, at('shop'))],
    ['lists it', (client) => client.list(PODS, { namespace: 'shop' })],
    ['watches it', (client) => client.watch(PODS, { namespace: 'shop' }, on)],
    ['pages through it', (client) => client.pages(PODS, { namespace: 'shop' })],
    ['reads its own object', (client) => client.get(SPACES, at(undefined, 'shop'))],
    ['writes into it', (client) => client.patch(PODS, at('shop'), { kind: 'merge', body: {} })],
    ['asks for the kinds', (client) => client.discover()],
    ['asks for a schema', (client) => client.raw('/openapi/v3/apis/apps/v1?hash=AB')],
  ])('%s', async (_what, call) => {
    const { client, sent } = world(SHOP);
    await call(client);
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it.each<[string, Call]>([
    ['an object of another namespace', (client) => client.get(PODS, at('ads'))],
    ['a list of another namespace', (client) => client.list(PODS, { namespace: 'ads' })],
    ['a list of all namespaces', (client) => client.list(PODS, {})],
    ['pages of all namespaces', (client) => client.pages(PODS, {})],
    ['a watch of all namespaces', (client) => client.watch(PODS, {}, on)],
    ['the namespaces', (client) => client.list(SPACES, {})],
    ['a node', (client) => client.get(NODES, at(undefined, 'n1'))],
    ['the object of another namespace', (client) => client.get(SPACES, at(undefined, 'ads'))],
    ['a path of its own choice', (client) => client.raw('/api/v1/namespaces/ads/secrets')],
    ['a path that climbs', (client) => client.raw('/openapi/v3/../../api/v1/secrets')],
    ['a write into another namespace', (client) => client.update(PODS, at('ads'), {})],
    ['an apply to another namespace', (client) => client.apply(PODS, at('ads'), {}, { fieldManager: 'x' })],
    ['a deletion in another namespace', (client) => client.delete(PODS, at('ads'))],
    ['a new object of another namespace', (client) => client.create(PODS, { namespace: 'ads' }, {})],
    ['a new namespace', (client) => client.create(SPACES, {}, {})],
    [
      'a change of its own namespace object',
      (client) => client.patch(SPACES, at(undefined, 'shop'), { kind: 'merge', body: {} }),
    ],
    ['a change of a node', (client) => client.patch(NODES, at(undefined, 'n1'), { kind: 'merge', body: {} })],
  ])('is not sent %s', async (_what, call) => {
    const { client, sent } = world(SHOP);
    await expect((async () => call(client))()).rejects.toMatchObject({ failure: { kind: 'not-found' } });
    expect(sent).not.toHaveBeenCalled();
  });
});

describe('a client of someone who reads', () => {
  it('writes nothing, wherever it may look', async () => {
    const { client, sent } = world(ALL_OF_ONE, 'objects.get');
    await client.get(PODS, at('shop'));
    await expect(client.update(PODS, at('shop'), {})).rejects.toMatchObject({ failure: { kind: 'forbidden' } });
    await expect(client.delete(PODS, at('shop'))).rejects.toMatchObject({ failure: { kind: 'forbidden' } });
    expect(sent).toHaveBeenCalledTimes(1);
  });
});

describe('what decides the access of others', () => {
  it.each<[string, Call]>([
    ['a role binding', (client) => client.create(BINDINGS, { namespace: 'shop' }, {})],
    [
      'a token of a service account',
      (client) => client.create(ACCOUNTS, { namespace: 'shop', name: 'a', subresource: 'token' }, {}),
    ],
  ])('%s is written by those alone who may grant there', async (_what, call) => {
    const editor = world(ALL_OF_ONE);
    await expect((async () => call(editor.client))()).rejects.toMatchObject({
      failure: { kind: 'forbidden', action: 'teams.grant', missing: 'admin' },
    });
    expect(editor.sent).not.toHaveBeenCalled();
    const admin = world(ALL_OF_ONE, 'objects.create', ALL_OF_ONE);
    await call(admin.client);
    expect(admin.sent).toHaveBeenCalledTimes(1);
  });
});
