import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSame } from '~/server/kernel/json';
import { diffFields } from './diff-fields';
import { fieldOwners } from './field-owners';
import { writtenPart } from './written-part';

const pod = (image: string, more: object = {}) => ({
  metadata: { labels: { 'app.io/x': 'a' } },
  spec: {
    replicas: 2,
    containers: [
      { name: 'app', image },
      { name: 'proxy', image: 'p:1' },
    ],
    ...more,
  },
});

describe('diffFields', () => {
  it('names fields as people do, and entries of lists by their names', () => {
    const other = { ...pod('a:2', { replicas: 3 }), metadata: { labels: { 'app.io/x': 'b' } } };
    other.spec.containers.reverse();
    expect(diffFields(pod('a:1'), other)).toEqual([
      { path: 'metadata.labels["app.io/x"]', before: 'a', after: 'b' },
      { path: 'spec.containers[name=app].image', before: 'a:1', after: 'a:2' },
      { path: 'spec.replicas', before: '2', after: '3' },
    ]);
  });

  it('finds nothing exactly where the values are equal', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (one, other) => {
        expect(diffFields(one, other).length === 0).toBe(isSame(one, other));
        expect(diffFields(one, structuredClone(one))).toEqual([]);
      }),
    );
  });
});

describe('fieldOwners', () => {
  it('lists the leaves with their owner', () => {
    const fieldsV1 = {
      'f:metadata': { 'f:labels': { '.': {}, 'f:app.io/x': {} } },
      'f:spec': {
        'f:containers': { 'k:{"name":"app"}': { '.': {}, 'f:image': {} } },
        'f:finalizers': { 'v:"a"': {} },
      },
    };
    const entry = { manager: 'kubectl-edit', operation: 'Update', time: '2026-01-01T00:00:00Z', fieldsV1 };
    expect(fieldOwners([entry]).map(({ path }) => path)).toEqual([
      'metadata.labels["app.io/x"]',
      'spec.containers[name=app].image',
      'spec.finalizers["a"]',
    ]);
    expect(fieldOwners([entry])[0]).toMatchObject({ manager: 'kubectl-edit', operation: 'Update', subresource: '' });
  });

  it('survives whatever a member sends', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void fieldOwners(value)));
    expect(fieldOwners([{ fieldsV1: { 'k:{': {} } }])).toMatchObject([{ path: '[{]' }]);
  });
});

describe('what a write is about', () => {
  const object = {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 1 }, status: { replicas: 1 } },
    metadata: {
      name: 'web',
      uid: 'u',
      resourceVersion: '7',
      generation: 3,
      managedFields: [{ time: 't' }],
      labels: {},
    },
  };

  it('leaves out what the server alone writes', () => {
    expect(writtenPart(object, { subresources: ['status', 'scale'] })).toEqual({
      ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', labels: {} }, spec: { replicas: 1 } },
    });
  });

  it('keeps the status of a kind that has it in one with the rest', () => {
    expect(writtenPart(object, { subresources: [] })).toMatchObject({ status: { replicas: 1 } });
  });
});
