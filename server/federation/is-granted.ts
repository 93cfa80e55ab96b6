import { isInSight } from '~/server/teams/core/in-sight';
import type { Sight } from '~/server/teams/model/sight';

/** Whether someone may do all that an application needs in a cluster: '' among the namespaces stands for what belongs to none. */
export const isGranted = (sight: Sight, cluster: string, namespaces: readonly string[]): boolean =>
  isInSight(sight, { cluster, some: true }) &&
  namespaces.every((namespace) => isInSight(sight, { cluster, namespace: namespace === '' ? undefined : namespace }));
