import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SimulatedMember, startMember } from './member';
import { createMemberClient } from './testing/member-client';

let member: SimulatedMember;
let client: ReturnType<typeof createMemberClient>;

beforeAll(async () => {
  const ops = { token: 'ops', user: { name: 'ops', groups: [] } };
  const late = { token: 'late', user: { name: 'late', groups: ['system:masters'] }, expiresAt: new Date(0) };
  member = await startMember({ name: 'm1', tokens: [ops, late], bookmarkEveryMs: 20 });
  client = createMemberClient(member);
  for (const name of ['n1', 'n2', 'n3']) member.objects.put('v1', 'nodes', { metadata: { name, labels: { name } } });
});

afterAll(async () => {
  await client.close();
  await member.close();
});

const NODES = '/api/v1/nodes';

describe('identity', () => {
  it('refuses unknown and expired tokens alike, and lets nobody see only what everybody may', async () => {
    for (const token of ['wrong', 'late']) {
      expect(await client.call('GET', NODES, { token })).toMatchObject({
        status: 401,
        json: { reason: 'Unauthorized', code: 401 },
      });
    }
    expect((await client.call('GET', '/version', { token: '' })).status).toBe(200);
    expect((await client.call('GET', NODES, { token: '' })).json.message).toBe(
      'nodes is forbidden: User "system:anonymous" cannot list resource "nodes" in API group "" at the cluster scope',
    );
  });

  it('answers a request and a review of it the same way, and follows the stored RBAC', async () => {
    const may = async () => {
      const spec = {
        resourceAttributes: { verb: 'list', group: 'apps', resource: 'deployments', namespace: 'default' },
      };
      const review = await client.call('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
        token: 'ops',
        body: { spec },
      });
      const list = await client.call('GET', '/apis/apps/v1/namespaces/default/deployments', { token: 'ops' });
      return [review.json.status.allowed, list.status];
    };
    expect(await may()).toEqual([false, 403]);
    const binding = {
      metadata: { name: 'ops' },
      roleRef: { kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'User', name: 'ops' }],
    };
    expect(
      (
        await client.call('POST', '/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings', {
          body: binding,
        })
      ).status,
    ).toBe(201);
    expect(await may()).toEqual([true, 200]);
    expect(
      (await client.call('GET', '/apis/apps/v1/namespaces/kube-system/deployments', { token: 'ops' })).status,
    ).toBe(403);
  });

  it('impersonates for those who may', async () => {
    const headers = { 'impersonate-user': 'jo', 'impersonate-group': 'g1' };
    expect((await client.call('GET', NODES, { headers })).json.message).toContain('User "jo" cannot list');
    expect((await client.call('GET', NODES, { headers, token: 'ops' })).json.message).toBe(
      'users "jo" is forbidden: User "ops" cannot impersonate resource "users" in API group "" at the cluster scope',
    );
    const masters = { 'impersonate-user': 'jo', 'impersonate-group': 'system:masters' };
    expect((await client.call('GET', NODES, { headers: masters })).status).toBe(200);
  });
});

describe('writing', () => {
  const path = '/api/v1/namespaces/default/configmaps';

  it('creates, refuses a second one, patches and deletes with preconditions', async () => {
    const created = await client.call('POST', path, { body: { metadata: { name: 'c' }, data: { k: 'v' } } });
    expect(created.json).toMatchObject({
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: { namespace: 'default' },
      data: { k: 'v' },
    });
    expect(created.json.metadata.managedFields).toMatchObject([
      { manager: 'test', fieldsV1: { 'f:data': { '.': {}, 'f:k': {} } } },
    ]);
    expect((await client.call('POST', path, { body: { metadata: { name: 'c' } } })).json).toMatchObject({
      code: 409,
      message: 'configmaps "c" already exists',
    });
    const patched = await client.call('PATCH', `${path}/c?fieldManager=me`, {
      type: 'application/merge-patch+json',
      body: { data: { k: 'w' } },
    });
    expect(patched.json.metadata.managedFields.map((entry: { manager: string }) => entry.manager)).toEqual([
      'me',
      'test',
    ]);
    const stale = { preconditions: { resourceVersion: created.json.metadata.resourceVersion } };
    expect((await client.call('DELETE', `${path}/c`, { body: stale })).status).toBe(409);
    expect((await client.call('DELETE', `${path}/c`)).json).toMatchObject({
      status: 'Success',
      details: { name: 'c', kind: 'configmaps' },
    });
  });

  it('keeps nothing of a dry run', async () => {
    const body = { metadata: { generateName: 'c-' } };
    const tried = await client.call('POST', `${path}?dryRun=All`, { body });
    expect(tried.json.metadata.name).toMatch(/^c-[a-z0-9]{5}$/);
    expect((await client.call('GET', `${path}/${tried.json.metadata.name}`)).status).toBe(404);
  });

  it('writes the status only through its own path, and counts generations of the rest', async () => {
    const deployments = '/apis/apps/v1/namespaces/default/deployments';
    const labels = { app: 'd' };
    const template = { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'c:1' }] } };
    const spec = { replicas: 1, selector: { matchLabels: labels }, template };
    await client.call('POST', deployments, { body: { metadata: { name: 'd' }, spec, status: { replicas: 9 } } });
    const merge = (at: string, body: unknown) =>
      client.call('PATCH', deployments + at, { type: 'application/merge-patch+json', body });
    expect((await merge('/d', { status: { replicas: 9 } })).json.status).toEqual({});
    expect((await merge('/d/status', { spec: { replicas: 9 }, status: { replicas: 1 } })).json).toMatchObject({
      metadata: { generation: 1 },
      spec: { replicas: 1 },
      status: { replicas: 1 },
    });
    expect((await merge('/d/scale', { spec: { replicas: 3 } })).json).toMatchObject({
      kind: 'Scale',
      spec: { replicas: 3 },
    });
    expect((await client.call('GET', `${deployments}/d`)).json.metadata.generation).toBe(2);
  });

  it('holds an object until its last finalizer is gone', async () => {
    await client.call('POST', path, { body: { metadata: { name: 'held', finalizers: ['a/b'] } } });
    expect((await client.call('DELETE', `${path}/held`)).json.metadata.deletionTimestamp).toBeDefined();
    expect((await client.call('GET', `${path}/held`)).status).toBe(200);
    await client.call('PATCH', `${path}/held`, {
      type: 'application/json-patch+json',
      body: [{ op: 'remove', path: '/metadata/finalizers' }],
    });
    expect((await client.call('GET', `${path}/held`)).status).toBe(404);
  });
});

describe('reading', () => {
  it('shows tables and metadata when asked', async () => {
    const table = await client.call('GET', `${NODES}?limit=1`, {
      headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' },
    });
    expect(table.json).toMatchObject({ kind: 'Table', metadata: { remainingItemCount: 2 } });
    expect(table.json.columnDefinitions.map((column: { name: string }) => column.name).slice(0, 3)).toEqual([
      'Name',
      'Status',
      'Roles',
    ]);
    expect(table.json.rows[0].cells.slice(0, 2)).toEqual(['n1', 'Unknown']);
    const partial = await client.call('GET', `${NODES}/n1`, {
      headers: { accept: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io' },
    });
    expect(Object.keys(partial.json)).toEqual(['kind', 'apiVersion', 'metadata']);
  });

  it('watches: changes first, then bookmarks while it is quiet', async () => {
    const { resourceVersion } = (await client.call('GET', NODES)).json.metadata;
    const events = client.watch(`${NODES}?watch=1&allowWatchBookmarks=true&resourceVersion=${resourceVersion}`);
    const first = events.next();
    member.objects.put('v1', 'nodes', { metadata: { name: 'n1', labels: { name: 'other' } } });
    expect((await first).value).toMatchObject({
      type: 'MODIFIED',
      object: { kind: 'Node', metadata: { labels: { name: 'other' } } },
    });
    expect((await events.next()).value).toMatchObject({
      type: 'BOOKMARK',
      object: { kind: 'Node', metadata: { resourceVersion: String(member.store.revision()) } },
    });
    await events.return(undefined);
  });

  it('tells a watcher that is too late so, in an event', async () => {
    member.store.compact();
    const events = client.watch(`${NODES}?watch=1&resourceVersion=2&timeoutSeconds=1`);
    expect((await events.next()).value).toMatchObject({
      type: 'ERROR',
      object: { kind: 'Status', code: 410, reason: 'Expired' },
    });
    await events.return(undefined);
  });

  it('serves what a CustomResourceDefinition defines, with its columns', async () => {
    const version = {
      name: 'v1',
      served: true,
      storage: true,
      additionalPrinterColumns: [{ name: 'Hosts', type: 'string', jsonPath: '.spec.hosts' }],
    };
    const spec = {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural: 'routes', kind: 'Route' },
      versions: [version],
    };
    await client.call('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
      body: { metadata: { name: 'routes.example.com' }, spec },
    });
    const path = '/apis/example.com/v1/namespaces/default/routes';
    const made = await client.call('POST', path, {
      body: { apiVersion: 'example.com/v1', kind: 'Route', metadata: { name: 'r' }, spec: { hosts: 'a' } },
    });
    expect(made.status).toBe(201);
    const table = await client.call('GET', path, {
      headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' },
    });
    expect(table.json.rows[0].cells).toEqual(['r', 'a']);
    expect((await client.call('GET', '/apis/example.com/v1')).json.resources[0]).toMatchObject({
      name: 'routes',
      kind: 'Route',
    });
  });
});

describe('discovery', () => {
  it('is aggregated from 1.27 on, and knows the versions that a server of its age serves', async () => {
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
    const apis = await client.call('GET', '/apis', { headers: { accept } });
    expect(apis.json.kind).toBe('APIGroupDiscoveryList');
    const old = await startMember({ name: 'old', version: 'v1.20.2' });
    const oldClient = createMemberClient(old);
    expect((await oldClient.call('GET', '/apis', { headers: { accept } })).json.kind).toBe('APIGroupList');
    const batch = (await oldClient.call('GET', '/apis/batch')).json.versions.map(
      ({ version }: { version: string }) => version,
    );
    expect(batch).toEqual(['v1beta1', 'v1']);
    await oldClient.close();
    await old.close();
  });
});
