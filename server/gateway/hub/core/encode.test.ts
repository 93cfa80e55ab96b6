import { describe, expect, it } from 'vitest';
import { chooseEncoder } from './encode';
import { findEvents, findSince, toldOf } from './find-events';
import type { HubObject } from './hub-object';
import { HUB_KINDS, type HubKind } from './kinds';

const [applications] = HUB_KINDS as [HubKind];
const NOW = new Date('2026-01-01T01:00:00Z');
const object = (name: string, version: number, drifted = 0): HubObject => ({
  ...{ apiVersion: 'portolan.dev/v1alpha1', kind: 'Application' },
  metadata: {
    ...{ name, uid: `uid-${name}`, resourceVersion: `${version}`, generation: 2 },
    creationTimestamp: '2026-01-01T00:00:00Z',
  },
  spec: { team: 'shop' },
  status: { clusterCount: 3, ready: 2, wanted: 4, drifted, conditions: [] },
});
const encoder = (accept: string, include = 'Metadata') => chooseEncoder(applications, accept, include, NOW);

describe('objects leave', () => {
  it('as what kubectl get shows', () => {
    const table = encoder('application/json;as=Table;v=v1;g=meta.k8s.io,application/json')?.list(
      [object('web', 5, 1)],
      {
        resourceVersion: '9',
      },
    ) as { columnDefinitions: { name: string; priority: number }[]; rows: { cells: unknown[]; object: unknown }[] };
    expect(table.columnDefinitions.filter(({ priority }) => priority === 0).map(({ name }) => name)).toEqual([
      ...['Name', 'Team', 'Revision', 'Clusters', 'Ready', 'Drifted', 'Age'],
    ]);
    expect(table.rows[0]?.cells.slice(0, 7)).toEqual(['web', 'shop', 2, 3, '2/4', 1, '60m']);
    expect(table.rows[0]?.object).toMatchObject({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1' });
  });

  it('whole, as metadata, in the old version of tables, or not at all', () => {
    expect(encoder('*/*')?.one(object('web', 1))).toMatchObject({ spec: { team: 'shop' } });
    expect(
      encoder('application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io')?.one(object('web', 1)),
    ).not.toHaveProperty('spec');
    expect(encoder('application/json;as=Table;v=v1beta1;g=meta.k8s.io', 'None')?.one(object('web', 1))).toMatchObject({
      ...{ apiVersion: 'meta.k8s.io/v1beta1', rows: [{ object: null }] },
    });
    expect(encoder('application/vnd.kubernetes.protobuf,application/json')?.bookmark('7', true)).toMatchObject({
      metadata: { resourceVersion: '7', annotations: { 'k8s.io/initial-events-end': 'true' } },
    });
    expect(encoder('text/html')).toBeUndefined();
  });
});

describe('a watcher', () => {
  const told = (...objects: HubObject[]) => toldOf(objects);
  const tell = (events: ReturnType<typeof findEvents>) =>
    events.map(({ type, object: { metadata } }) => `${type} ${metadata.name} ${metadata.resourceVersion}`);

  it('is told what came, changed and went, in the order of versions', () => {
    const before = told(object('a', 1), object('b', 2), object('c', 3));
    const now = [object('a', 6, 1), object('b', 2), object('d', 5)];
    expect(tell(findEvents(before, now, '7'))).toEqual(['ADDED d 5', 'MODIFIED a 6', 'DELETED c 7']);
  });

  it('is not told of what changed out of their sight', () => {
    expect(findEvents(told(object('a', 1)), [object('a', 9)], '9')).toEqual([]);
  });

  it('that knows a version is told what is newer', () => {
    expect(tell(findSince([object('a', 4), object('b', 2), object('c', 3)], 2n))).toEqual([
      'MODIFIED c 3',
      'MODIFIED a 4',
    ]);
  });
});
