import { expect, it } from 'vitest';
import type { Json } from '~/server/kernel/json';
import { findReferences } from './find-references';

const POD = {
  serviceAccountName: 'robot',
  imagePullSecrets: [{ name: 'registry' }],
  volumes: [
    { configMap: { name: 'files' } },
    { secret: { secretName: 'keys' } },
    { secret: { secretName: 'maybe', optional: true } },
    { projected: { sources: [{ configMap: { name: 'kube-root-ca.crt' } }, { secret: { name: 'part' } }] } },
    { emptyDir: {} },
  ],
  initContainers: [{ envFrom: [{ configMapRef: { name: 'early' } }] }],
  containers: [
    {
      env: [
        { name: 'A', value: 'plain' },
        { name: 'B', valueFrom: { configMapKeyRef: { name: 'settings', key: 'b' } } },
        { name: 'C', valueFrom: { secretKeyRef: { name: 'keys', key: 'c' } } },
      ],
    },
  ],
};
const metadata = { name: 'web', namespace: 'shop' };
const deployment: Json = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { spec: POD } } };
const named = (...objects: Json[]) =>
  findReferences(objects).map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`);

it('finds what pods name, once each, but for what is optional or there by itself', () => {
  expect(named(deployment)).toEqual([
    'ServiceAccount shop/robot',
    'Secret shop/registry',
    'ConfigMap shop/files',
    'Secret shop/keys',
    'Secret shop/part',
    'ConfigMap shop/settings',
    'ConfigMap shop/early',
  ]);
  expect(findReferences([deployment])[0]?.by).toBe('Deployment web');
});

it('leaves out what comes along, of the same namespace', () => {
  const own = (namespace: string): Json => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace },
  });
  expect(named(deployment, own('shop'))).not.toContain('ConfigMap shop/settings');
  expect(named(deployment, own('bank'))).toContain('ConfigMap shop/settings');
});

it('looks into pods, and into those of a CronJob', () => {
  const spec = { serviceAccountName: 'robot' };
  const jobTemplate = { spec: { template: { spec } } };
  expect(named({ apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { jobTemplate } })).toEqual([
    'ServiceAccount shop/robot',
  ]);
  expect(named({ apiVersion: 'v1', kind: 'Pod', metadata, spec })).toEqual(['ServiceAccount shop/robot']);
  expect(named({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: {} })).toEqual([]);
});
