import type { ObjectRef } from '~/server/objects/model/ref';
import type { LogSource } from '~/server/objects/model/stream';
import type { ObjectView } from '~/server/objects/model/view';

export const isPod = ({ group, plural }: Pick<ObjectRef, 'group' | 'plural'>) => group === '' && plural === 'pods';

/** Whose logs belong to an object: a pod's own, or those of the pods that it selects; none where it selects none. */
export function logSources(target: ObjectRef, { related }: Pick<ObjectView, 'related'>): LogSource[] {
  const { cluster, namespace, name } = target;
  if (namespace === undefined) return [];
  if (isPod(target)) return [{ cluster, namespace, pod: name }];
  const selector = related.find(({ title }) => title === 'pods')?.labelSelector;
  return selector ? [{ cluster, namespace, labelSelector: selector }] : [];
}
