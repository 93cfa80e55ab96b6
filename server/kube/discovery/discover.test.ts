import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemberClient } from '~/server/kube/create-member-client';
import { createManualPace } from '~/server/kube/testing/manual-pace';
import { answerJson, type ScriptedMember, startScriptedMember, statusOf } from '~/server/kube/testing/scripted-member';

let target: ScriptedMember;
beforeEach(async () => {
  target = await startScriptedMember();
});
afterEach(() => target.stop());

const discover = () => {
  const pace = createManualPace(() => 0);
  const hurried = {
    ...pace,
    after(ms: number, run: () => void) {
      if (ms === 0) setImmediate(run);
      return () => {};
    },
  };
  return createMemberClient(target.connect({ pace: hurried }), { kind: 'hub' }).discover();
};
const resource = (name: string, kind: string, more: object = {}) => ({
  name,
  singularName: '',
  namespaced: true,
  kind,
  verbs: ['get'],
  ...more,
});

const CLASSIC: Record<string, object> = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': {
    kind: 'APIGroupList',
    groups: [
      {
        name: 'apps',
        versions: [
          { groupVersion: 'apps/v1beta1', version: 'v1beta1' },
          { groupVersion: 'apps/v1', version: 'v1' },
        ],
        preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
      },
      { name: 'metrics.k8s.io', versions: [{ groupVersion: 'metrics.k8s.io/v1', version: 'v1' }] },
    ],
  },
  '/api/v1': {
    resources: [
      resource('pods', 'Pod', { shortNames: ['po'] }),
      resource('pods/log', 'Pod'),
      resource('../../evil', 'Evil'),
    ],
  },
  '/apis/apps/v1': { resources: [resource('deployments', 'Deployment'), resource('deployments/scale', 'Scale')] },
  '/apis/apps/v1beta1': { resources: [resource('deployments', 'Deployment')] },
};

const AGGREGATED = (version: string, groups: object[]) => ({
  kind: 'APIGroupDiscoveryList',
  apiVersion: `apidiscovery.k8s.io/${version}`,
  metadata: {},
  items: groups,
});
const found = (name: string, kind: string) => ({
  resource: name,
  responseKind: { group: '', version: '', kind },
  scope: 'Cluster',
  singularResource: kind.toLowerCase(),
  verbs: ['list'],
  subresources: [{ subresource: 'status' }],
});

describe('discover', () => {
  it('walks group by group where nothing better is offered, and names the group that does not answer', async () => {
    target.play(({ url }, response) => {
      const body = CLASSIC[url];
      if (body) answerJson(response, body);
      else answerJson(response, statusOf(503, 'ServiceUnavailable', 'no endpoints'), 503);
    });
    const { kinds, gaps } = await discover();
    expect(kinds.map(({ group, version, plural, subresources }) => [group, version, plural, ...subresources])).toEqual([
      ['', 'v1', 'pods', 'log'],
      ['apps', 'v1', 'deployments', 'scale'],
      ['apps', 'v1beta1', 'deployments'],
    ]);
    expect(gaps).toEqual([
      { group: 'metrics.k8s.io', version: 'v1', failure: expect.objectContaining({ status: 503 }) },
    ]);
  });

  it.each(['v2', 'v2beta1'])(
    'takes the aggregated form %s in two requests, with stale groups as gaps',
    async (version) => {
      target.play(({ url }, response) =>
        answerJson(
          response,
          url === '/api'
            ? AGGREGATED(version, [
                {
                  metadata: { name: '' },
                  versions: [{ version: 'v1', freshness: 'Current', resources: [found('nodes', 'Node')] }],
                },
              ])
            : AGGREGATED(version, [
                {
                  metadata: { name: 'example.com' },
                  versions: [
                    {
                      version: 'v1',
                      freshness: 'Current',
                      resources: [
                        found('things', 'Thing'),
                        { resource: 'others', scope: 'Cluster', verbs: [], subresources: [{ subresource: 'x' }] },
                      ],
                    },
                  ],
                },
                { metadata: { name: 'metrics.k8s.io' }, versions: [{ version: 'v1beta1', freshness: 'Stale' }] },
              ]),
        ),
      );
      const { kinds, gaps } = await discover();
      expect(target.seen).toHaveLength(2);
      expect(target.seen[0]?.headers.accept).toMatch(
        /^application\/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,.*v2beta1.*,application\/json$/,
      );
      expect(
        kinds.map(({ group, plural, namespaced, subresources }) => [group, plural, namespaced, ...subresources]),
      ).toEqual([
        ['', 'nodes', false, 'status'],
        ['example.com', 'things', false, 'status'],
      ]);
      expect(gaps).toMatchObject([{ group: 'metrics.k8s.io', version: 'v1beta1', failure: { status: 503 } }]);
    },
  );

  it('fails as a whole when the member does not say which groups there are', async () => {
    target.play(({ url }, response) =>
      url === '/api' ? answerJson(response, CLASSIC['/api']) : answerJson(response, statusOf(403, 'Forbidden'), 403),
    );
    await expect(discover()).rejects.toMatchObject({ failure: { status: 403 } });
  });

  it.each([{ groups: [{ name: '../x', versions: [] }] }, { groups: 'all' }, {}])(
    'says garbled for groups like %j',
    async (groups) => {
      target.play(({ url }, response) => answerJson(response, url === '/api' ? CLASSIC['/api'] : groups));
      await expect(discover()).rejects.toMatchObject({ failure: { reason: 'garbled' } });
    },
  );
});
