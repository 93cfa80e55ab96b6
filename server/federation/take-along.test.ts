import { expect, it } from 'vitest';
import { DomainError } from '~/server/kernel/failure';
import type { TextEdit } from '~/server/kernel/text-edit';
import { ADA } from '~/server/teams/testing/people';
import { takeAlong } from './take-along';

const refused = (status: number) =>
  new DomainError({ kind: 'cluster-refused', cluster: 'east', status, reason: '', detail: '', causes: [] });
const STANDS: Record<string, object | number> = {
  'configmaps settings': {
    metadata: {
      ...{ name: 'settings', namespace: 'shop', uid: 'u', resourceVersion: '7', managedFields: [{}] },
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', owner: 'shop' },
    },
    data: { colour: 'blue' },
  },
  'serviceaccounts robot': {
    metadata: { name: 'robot', namespace: 'shop', uid: 'u' },
    secrets: [{ name: 'robot-token' }],
  },
  'configmaps gone': 404,
  'configmaps hidden': 403,
};

const container = { envFrom: ['settings', 'gone', 'hidden'].map((name) => ({ configMapRef: { name } })) };
const pod = { serviceAccountName: 'robot', containers: [container], volumes: [{ secret: { secretName: 'keys' } }] };
const text = JSON.stringify({
  ...{ apiVersion: 'portolan.dev/v1alpha1', kind: 'Application', metadata: { name: 'web' } },
  spec: {
    placement: { clusterAffinities: [{ name: 'all' }] },
    templates: [
      {
        ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } },
        spec: { template: { spec: pod } },
      },
    ],
  },
});

it('brings what workloads name as it stands in a cluster, without what is only of that copy, and leaves secrets', async () => {
  const written: TextEdit[] = [];
  const deps = {
    yaml: {
      read: async (given: string) => ({ ok: true as const, documents: [{ value: JSON.parse(given), line: 1 }] }),
      print: async () => '',
      edit: async (_text: string, edits: readonly TextEdit[]) => {
        written.push(...edits);
        return 'edited';
      },
    },
    clientFor: async () => ({
      get: async ({ plural }: { plural: string }, { name }: { name: string }) => {
        const found = STANDS[`${plural} ${name}`];
        if (typeof found === 'object') return found;
        throw refused(found ?? 500);
      },
    }),
  } as unknown as Parameters<typeof takeAlong>[0];
  const answer = await takeAlong(deps, { ...ADA, action: 'federation.takeAlong' }, { text, cluster: 'east' });
  expect(written).toEqual([
    {
      path: ['spec', 'templates', 1],
      value: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'robot', namespace: 'shop' } },
    },
    {
      path: ['spec', 'templates', 2],
      value: {
        ...{ apiVersion: 'v1', kind: 'ConfigMap', data: { colour: 'blue' } },
        metadata: { name: 'settings', namespace: 'shop', annotations: { owner: 'shop' } },
      },
    },
  ]);
  expect(answer.text).toBe('edited');
  expect(answer.left.map(({ reference, why }) => [reference.name, why])).toEqual([
    ['keys', 'secret'],
    ['gone', 'missing'],
    ['hidden', 'unreadable'],
  ]);
});
