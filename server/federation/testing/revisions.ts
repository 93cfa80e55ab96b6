import { randomUUID } from 'node:crypto';
import type { Json } from '~/server/kernel/json';
import { ApplicationSpec } from '../model/application';
import type { NewRevision, WantedTarget } from '../ports/applications';

export const configMap = (
  name: string,
  data: Record<string, string> = { colour: 'blue' },
  namespace = 'shop',
): Json => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap' },
  metadata: { name, namespace },
  data,
});

export const wantedTarget = (clusterId: string, objects: readonly Json[]): WantedTarget => ({
  ...{ clusterId, replicas: null, grounds: { ran: null, fits: null, weight: null, ofWeight: null } },
  objects: objects.map((object) => ({ object, origins: [] })),
});

/** A revision as a test needs it; what matters to the test is given. */
export function newRevision(given: Partial<NewRevision> = {}): NewRevision {
  const spec = { templates: [configMap('settings')], placement: { clusterAffinities: [{ name: 'all' }] } };
  return {
    ...{
      name: `application-${randomUUID().slice(0, 8)}`,
      team: null,
      spec: ApplicationSpec.parse(spec),
      text: '# mine',
    },
    ...{ namespaces: ['shop'], author: { person: randomUUID(), token: null, name: 'Ada' }, reason: '', restores: null },
    ...{ confirmsRemoval: false, base: null, targets: [], rollout: null },
    ...given,
  };
}
