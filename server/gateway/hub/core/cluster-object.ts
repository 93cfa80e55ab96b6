import type { ClusterHealth } from '~/server/clusters/model/health';
import type { ClusterTaint } from '~/server/federation/model/placement';
import { type HubObject, headOf, timeOf, wordsOf } from './hub-object';

export type ShownCluster = {
  id: string;
  name: string;
  state: string;
  environment: string | null;
  provider: string | null;
  region: string | null;
  zone: string | null;
  labels: Record<string, string>;
  /** Null where the cluster is not in sight as a whole. */
  taints: readonly ClusterTaint[] | null;
  registeredAt: string;
  health: Pick<ClusterHealth, 'status' | 'reason' | 'detail' | 'since' | 'version'>;
};

/** A member of the fleet as the hub knows it. */
export function clusterObject(cluster: ShownCluster): HubObject {
  const { id, name, state, environment, provider, region, zone, labels, taints, registeredAt, health } = cluster;
  const known = Object.entries({ environment, provider, region, zone, taints }).filter(([, value]) => value !== null);
  return {
    ...headOf('Cluster'),
    metadata: {
      ...{ name, uid: id, creationTimestamp: timeOf(registeredAt) },
      ...wordsOf({ labels, annotations: {} }),
    },
    spec: Object.fromEntries(known),
    status: {
      ...{ state, health: health.status, reason: health.reason },
      ...(health.version === null ? {} : { version: health.version }),
      conditions: [
        {
          type: 'Ready',
          status: health.status === 'healthy' ? 'True' : health.status === 'unknown' ? 'Unknown' : 'False',
          reason: reasonOf(health.reason),
          ...{ message: health.detail, lastTransitionTime: timeOf(health.since) },
        },
      ],
    },
  };
}

/** `never-reached` as conditions write reasons: `NeverReached`. */
const reasonOf = (reason: string) => reason.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
