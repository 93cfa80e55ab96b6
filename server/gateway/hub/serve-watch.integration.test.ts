import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { ADA, personWith } from '~/server/teams/testing/people';
import { startHubDoor, type TestHubDoor } from './testing/hub-door';
import { addClusters, applicationOf, deliverAll as deliverIn } from './testing/hub-world';

const { database } = await testDatabase();
const APPS = '/k8s/hub/apis/portolan.dev/v1alpha1/applications';
const WAIT = { timeout: 15_000, interval: 50 };
/** Who sees one namespace of one cluster. */
const narrow = personWith('viewer', {
  clusters: { by: 'name', names: ['west'] },
  namespaces: ['shop'],
  environments: null,
});
const people = { ada: ADA, narrow: { ...narrow, id: randomUUID() } };
let door: TestHubDoor;
const deliverAll = async () => {
  await deliverIn(database);
  door.changed();
};
let agent: Agent;

beforeAll(async () => {
  door = await startHubDoor(database, people);
  agent = new Agent({ connect: { ca: door.ca } });
  await addClusters(database);
});
afterAll(async () => {
  await agent.destroy();
  await door.stop();
});

const ask = (
  path: string,
  {
    as = 'ada',
    method = 'GET',
    body,
  }: { as?: string; method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; body?: unknown } = {},
) =>
  request(`${door.url}${path}`, {
    ...{ dispatcher: agent, method },
    headers: {
      authorization: `Bearer ${as}`,
      ...(body === undefined
        ? {}
        : { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
const asked = async (...given: Parameters<typeof ask>) => {
  const { statusCode, body } = await ask(...given);
  return { code: statusCode, body: (await body.json()) as Answer };
};
// biome-ignore lint/suspicious/noExplicitAny: an answer is looked at field by field
type Answer = any;

async function follow(query: string, as = 'ada') {
  const { statusCode, body } = await ask(`${APPS}?watch=1&${query}`, { as });
  const events: { type: string; object: Answer }[] = [];
  const told = () => events.map(({ type, object }) => `${type} ${object.metadata.name ?? ''}`.trim());
  let isOpen = true;
  const reading = (async () => {
    let rest = '';
    for await (const chunk of body) {
      rest += chunk;
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      events.push(...lines.map((line) => JSON.parse(line)));
    }
  })()
    .catch(() => undefined)
    .finally(() => {
      isOpen = false;
    });
  return { code: statusCode, events, told, isOpen: () => isOpen, stop: () => body.destroy(), reading };
}
const create = (name: string, clusters?: string[]) =>
  asked(APPS, { method: 'POST', body: applicationOf(name, 'blue', clusters) });

describe('a watch of the hub', () => {
  it('goes on where its list ended, and misses nothing', async () => {
    await create('a');
    const list = await asked(APPS);
    await create('b');
    const watch = await follow(`resourceVersion=${list.body.metadata.resourceVersion}`);
    await vi.waitFor(() => expect(watch.told()).toEqual(['ADDED b']), WAIT);
    await asked(`${APPS}/a`, { method: 'PATCH', body: { metadata: { labels: { x: 'y' } } } });
    await vi.waitFor(() => expect(watch.told()).toContain('MODIFIED a'), WAIT);
    await deliverAll();
    await vi.waitFor(() => expect(watch.events.at(-1)?.object.status.clusters[0].state).toBe('applied'), WAIT);
    const versions = watch.events.map(({ object }) => Number(object.metadata.resourceVersion));
    expect(versions).toEqual(versions.toSorted((one, other) => one - other));
    watch.stop();
  });

  it('begins with everything where it names no version, and selects', async () => {
    const watch = await follow(
      'labelSelector=x%3Dy&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
    );
    await vi.waitFor(() => expect(watch.told()).toEqual(['ADDED a', 'BOOKMARK']), WAIT);
    await asked(`${APPS}/a`, { method: 'PATCH', body: { metadata: { labels: { x: null } } } });
    await vi.waitFor(() => expect(watch.told()).toEqual(['ADDED a', 'BOOKMARK', 'DELETED a']), WAIT);
    watch.stop();
  });

  it('ends in time, with a bookmark from which the next goes on', async () => {
    const watch = await follow('timeoutSeconds=1&allowWatchBookmarks=true');
    await watch.reading;
    const bookmark = watch.events.at(-1);
    expect(bookmark?.type).toBe('BOOKMARK');
    const next = await follow(`resourceVersion=${bookmark?.object.metadata.resourceVersion}&timeoutSeconds=1`);
    await next.reading;
    expect(next.told()).toEqual([]);
  });

  it('from before something was gone, or from a version that was never given, has to list again', async () => {
    await create('gone', []);
    const { body } = await asked(APPS);
    await asked(`${APPS}/gone`, { method: 'DELETE' });
    await asked(APPS);
    for (const version of [body.metadata.resourceVersion, '999999'])
      expect(await asked(`${APPS}?watch=1&resourceVersion=${version}`)).toMatchObject({
        code: 410,
        body: { reason: 'Expired' },
      });
    const watch = await follow(`fieldSelector=metadata.name%3Dgone&resourceVersion=${body.metadata.resourceVersion}`);
    await vi.waitFor(() => expect(watch.told()).toEqual(['DELETED gone']), WAIT);
    watch.stop();
    const stays = await follow(
      `fieldSelector=metadata.name%3Da&resourceVersion=${body.metadata.resourceVersion}&timeoutSeconds=1`,
    );
    await stays.reading;
    expect(stays.told()).toEqual([]);
  });

  it('shows no more than its person sees, and ends with their rights', async () => {
    await create('eastern', ['east']);
    const watch = await follow('', 'narrow');
    await vi.waitFor(() => expect(watch.told().toSorted()).toEqual(['ADDED a', 'ADDED b']), WAIT);
    expect(watch.events[0]?.object.status.clusters.map(({ name }: { name: string }) => name)).toEqual(['west']);
    people.narrow = { ...people.narrow, rights: [] };
    door.rightsChanged();
    await watch.reading;
    expect(watch.events.at(-1)).toMatchObject({ type: 'ERROR', object: { code: 410 } });
    expect((await asked(APPS, { as: 'narrow' })).code).toBe(403);
  });
});

describe('a list of the hub', () => {
  it('comes in pages that bear the version of the first', async () => {
    const first = await asked(`${APPS}?limit=2`);
    await create('zz');
    const { continue: token, resourceVersion } = first.body.metadata;
    const second = await asked(`${APPS}?limit=2&continue=${token}`);
    expect(second.body.metadata.resourceVersion).toBe(resourceVersion);
    const names = [...first.body.items, ...second.body.items].map(({ metadata }) => metadata.name);
    expect(names).toEqual(['a', 'b', 'eastern', 'zz']);
    expect((await asked(`${APPS}?continue=nonsense`)).code).toBe(400);
  });

  it('answers what it does not serve in the words of an API server', async () => {
    const codes = async (path: string, method: 'GET' | 'POST' | 'DELETE' = 'GET') => {
      const { code, body } = await asked(path, { method, ...(method === 'POST' ? { body: {} } : {}) });
      return `${code} ${body.kind} ${body.reason}`;
    };
    expect(await codes('/k8s/hub/apis/apps/v1/deployments')).toBe('404 Status NotFound');
    expect(await codes(`${APPS}/none`)).toBe('404 Status NotFound');
    expect(await codes(`${APPS}/a%2fb`)).toBe('400 Status BadRequest');
    expect(await codes(APPS, 'DELETE')).toBe('405 Status MethodNotAllowed');
    expect(await codes(APPS.replace('applications', 'clusters'), 'POST')).toBe('405 Status MethodNotAllowed');
    expect(await codes(`${APPS}?fieldSelector=spec.x%3D1`)).toBe('400 Status BadRequest');
    expect((await asked(APPS, { as: 'nobody' })).code).toBe(401);
    expect(door.troubles).toEqual([]);
  });
});
