import { describe, expect, it } from 'vitest';
import { DomainError } from '~/server/kernel/failure';
import { json } from '~/server/kernel/json';
import type { Send } from './core/plan-delivery';
import type { Delivery } from './delivery';
import { sendObjects } from './send-objects';
import { configMap } from './testing/revisions';

const KIND = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
const refusal = (status: number) =>
  new DomainError({ kind: 'cluster-refused', cluster: 'c', status, reason: 'Conflict', detail: 'no', causes: [] });
const send: Send = {
  ...{ key: { group: '', kind: 'ConfigMap', namespace: 'shop', name: 'web' }, phase: 'configuration' },
  ...{ body: configMap('web'), applied: configMap('web'), known: undefined, doubt: undefined },
};

/** A turn at a member in which nothing stands, and which answers an apply as `judge` says. */
function turn(judge: (version: unknown) => Error | undefined) {
  const versions: unknown[] = [];
  const kept: string[] = [];
  const delivery = {
    claim: { application: 'web', adopt: false },
    signal: new AbortController().signal,
    kinds: { of: async () => ({ kinds: [KIND], gaps: [] }) },
    client: {
      get: async () => Promise.reject(refusal(404)),
      apply: async (_kind: unknown, _place: unknown, body: object) => {
        const { resourceVersion } = json(json(body)['metadata']);
        versions.push(resourceVersion);
        const error = judge(resourceVersion);
        if (error) throw error;
        return { ...body, metadata: { name: 'web', uid: 'u', managedFields: [] } };
      },
    },
    deliveries: {
      begin: async () => true,
      refused: async () => undefined,
      keep: async (_fence: unknown, _claim: unknown, item: { uid: string }) => kept.push(item.uid) > 0,
    },
  } as unknown as Delivery;
  return { delivery, versions, kept };
}

describe('an object that is new', () => {
  it('is made under a version that no object has, so that it changes none', async () => {
    const { delivery, versions, kept } = turn(() => undefined);
    expect(await sendObjects(delivery, [send])).toEqual([]);
    expect([versions, kept]).toEqual([['1'], ['u']]);
  });

  it('is made without it where a server makes nothing that names a version', async () => {
    const { delivery, versions, kept } = turn((version) => (version ? refusal(409) : undefined));
    expect(await sendObjects(delivery, [send])).toEqual([]);
    expect([versions, kept]).toEqual([['1', undefined], ['u']]);
  });

  it('is tried no further where the object itself is refused', async () => {
    const { delivery, versions } = turn(() => refusal(422));
    expect(await sendObjects(delivery, [send])).toMatchObject([{ problem: { code: 'refused' } }]);
    expect(versions).toEqual(['1']);
  });
});
