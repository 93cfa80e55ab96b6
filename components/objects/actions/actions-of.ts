import type { ObjectAction } from '~/server/objects/model/action';
import type { KindRef } from '~/server/objects/model/ref';

export type ActionName = ObjectAction['do'] | 'drain';

type Subject = Pick<KindRef, 'group' | 'plural'> & { paused?: boolean; unschedulable?: boolean | null };

/** What a person can do with an object by one button, the likeliest first. The hub decides again whether it applies. */
export function actionsOf({ group, plural, paused = false, unschedulable = false }: Subject): ActionName[] {
  const toggle: ActionName = paused ? 'resume' : 'pause';
  switch (`${group}/${plural}`) {
    case 'apps/deployments':
      return ['restart', 'scale', 'undo', toggle, 'delete'];
    case 'apps/statefulsets':
      return ['restart', 'scale', 'undo', 'delete'];
    case 'apps/daemonsets':
      return ['restart', 'undo', 'delete'];
    case 'apps/replicasets':
      return ['scale', 'delete'];
    case 'batch/jobs':
    case 'batch/cronjobs':
      return [toggle, 'delete'];
    case '/nodes':
      return [unschedulable ? 'uncordon' : 'cordon', 'drain', 'delete'];
    default:
      return ['delete'];
  }
}

const HOLDS_DATA = new Set(['/persistentvolumeclaims', 'apps/statefulsets']);

/** Whether deleting asks for the name: what the whole cluster shares, and what holds data. */
export function isGrave({
  group,
  plural,
  namespace,
}: Pick<KindRef, 'group' | 'plural'> & { namespace?: string | undefined }): boolean {
  return namespace === undefined || HOLDS_DATA.has(`${group}/${plural}`);
}
