import { describe, expect, it } from 'vitest';
import { Scope } from '~/server/clusters/model/scope';
import { DomainError } from '~/server/kernel/failure';
import type { MemberClient } from '~/server/kube/member-client';
import { ADA } from '~/server/teams/testing/people';
import type { LossNode } from './ports';
import { readGatewayLoss } from './read-gateway-loss';

const INGRESSES = {
  ...{
    group: 'networking.k8s.io',
    version: 'v1',
    plural: 'ingresses',
    kind: 'Ingress',
    singular: '',
    namespaced: true,
  },
  ...{ shortNames: [], categories: [], verbs: [], subresources: [] },
};
const ingress = {
  metadata: { name: 'site', namespace: 'shop' },
  status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
};

/** Members with one ingress each; those called `dead` do not answer. */
function question(nodes: LossNode[]) {
  const asked: string[] = [];
  const client = {
    async *pages({ plural }: { plural: string }) {
      yield { items: plural === 'ingresses' ? [ingress] : [], resourceVersion: '1' };
    },
  } as unknown as MemberClient;
  const deps = {
    losses: { rows: async () => ({ pods: [], nodes: [], addresses: [] }), nodes: async () => nodes },
    kinds: { of: async () => ({ kinds: [INGRESSES], gaps: [] }), find: async () => INGRESSES },
    clientFor: async (cluster: string) => {
      asked.push(cluster);
      if (cluster !== 'dead') return client;
      throw new DomainError({ kind: 'cluster-unreachable', cluster, reason: 'timeout', detail: 'no answer' });
    },
  };
  const ask = (lost: object) => readGatewayLoss(deps, ADA, 'all', { lost: Scope.parse(lost), scope: undefined });
  return { ask, asked };
}

const node = (cluster: string, lost: boolean): LossNode => ({ cluster, name: 'n', place: 'z', lost });

describe('readGatewayLoss', () => {
  it('names the member that does not answer, and tells of the others', async () => {
    const { ask } = question([node('a', true), node('dead', true)]);
    expect(await ask({ zones: ['z'] })).toMatchObject({
      gateways: [{ kind: 'Ingress', cluster: 'a', name: 'site', fate: 'gone' }],
      gaps: [{ cluster: 'dead', cause: 'timeout' }],
      unasked: 0,
    });
  });

  it('asks a bounded number of members, those that lose nodes first', async () => {
    const others = Array.from({ length: 150 }, (_, index) => node(`other-${index}`, false));
    const { ask, asked } = question([...others, node('losing', true)]);
    expect(await ask({ zones: ['z'] })).toMatchObject({
      unasked: 51,
      gateways: [{ cluster: 'losing', elsewhere: 99 }],
    });
    expect(asked).toHaveLength(100);
    expect(asked[0]).toBe('losing');
  });

  it('asks nobody where nothing is lost', async () => {
    const { ask, asked } = question([node('a', false)]);
    expect(await ask({ zones: ['z'] })).toEqual({ gateways: [], gaps: [], unasked: 0 });
    expect(asked).toEqual([]);
    await expect(ask({})).rejects.toMatchObject({ failure: { kind: 'invalid' } });
  });
});
