import { clusterFailureOf } from '~/server/kernel/failure';
import type { Json } from '~/server/kernel/json';
import type { DeliveryWorld } from './delivery-world';

export const CONFIG = { group: '', version: 'v1', plural: 'configmaps' };

/** What each case works with: the world, and a name that is also a namespace of its own in the member. */
export type World = () => DeliveryWorld;
export type Place = () => Promise<string>;

export const config = (namespace: string, name: string, data: Record<string, string>): Json => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data },
});
export const dataOf = (world: DeliveryWorld, namespace: string, name: string) =>
  world.client
    .get(CONFIG, { namespace, name })
    .then((object) => object['data'])
    .catch((error: unknown) => {
      const failure = clusterFailureOf(error);
      if (failure?.kind === 'cluster-refused' && failure.status === 404) return undefined;
      throw error;
    });
/** Who works in the member beside us. */
export const somebody = { fieldManager: 'kubectl-edit' };
