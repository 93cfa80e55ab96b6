import { describe, expect, it } from 'vitest';
import type { Kind } from '~/server/objects/model/ref';
import { findKinds, groupKinds } from './group-kinds';

const kind = (group: string, plural: string, name: string, shortNames: string[] = []): Kind => ({
  ...{ group, version: 'v1', plural, kind: name, singular: name.toLowerCase(), shortNames },
  ...{ categories: [], namespaced: true, verbs: ['list'], subresources: [] },
});

const KINDS = [
  kind('', 'services', 'Service', ['svc']),
  kind('', 'nodes', 'Node'),
  kind('apps', 'deployments', 'Deployment', ['deploy']),
  kind('', 'pods', 'Pod'),
  kind('networking.istio.io', 'virtualservices', 'VirtualService', ['vs']),
  kind('', 'configmaps', 'ConfigMap', ['cm']),
];

describe('the kind picker', () => {
  it('puts kinds under what they are about, and extensions under their group', () => {
    const shown = groupKinds(KINDS).map((group) => [
      group.category === 'custom' ? group.group : group.category,
      ...group.kinds.map((one) => one.kind),
    ]);
    expect(shown).toEqual([
      ['workloads', 'Deployment', 'Pod'],
      ['network', 'Service'],
      ['configuration', 'ConfigMap'],
      ['cluster', 'Node'],
      ['networking.istio.io', 'VirtualService'],
    ]);
  });

  it('finds kinds by kind, short name and group', () => {
    const found = (typed: string) => findKinds(KINDS, typed).map((one) => one.kind);
    expect(found('svc')).toEqual(['Service']);
    expect(found('Virtual')).toEqual(['VirtualService']);
    expect(found('istio')).toEqual(['VirtualService']);
    expect(found('cm')).toEqual(['ConfigMap']);
    expect(found(' ')).toHaveLength(KINDS.length);
  });
});
