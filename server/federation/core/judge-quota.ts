import { at, type Json, json, text } from '~/server/kernel/json';
import { bytes, milliCores, parseQuantity } from '~/server/kernel/quantity';
import type { Room } from '../model/candidate';
import type { QuotaLack } from '../model/preview';

/** Which of what a namespace's quota bounds are the pods' own requests, and how it is counted. */
const BOUND: Record<string, { of: keyof Room; read: (quantity: unknown) => number }> = {
  cpu: { of: 'cpuMillis', read: milliCores },
  'requests.cpu': { of: 'cpuMillis', read: milliCores },
  memory: { of: 'memoryBytes', read: bytes },
  'requests.memory': { of: 'memoryBytes', read: bytes },
  pods: { of: 'pods', read: parseQuantity },
};

/**
 * What a ResourceQuota leaves too little of. One that is for some pods only (scopes) is left to the member.
 * https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export function judgeQuota(quota: Json, needs: Room): QuotaLack[] {
  const { namespace, name } = json(quota['metadata']);
  const spec = json(quota['spec']);
  if (spec['scopeSelector'] !== undefined || (Array.isArray(spec['scopes']) && spec['scopes'].length > 0)) return [];
  const used = json(at(quota, 'status', 'used'));
  return Object.entries(json(spec['hard'])).flatMap(([resource, hard]) => {
    const bound = BOUND[resource];
    if (!bound) return [];
    const left = Math.max(0, bound.read(hard) - bound.read(used[resource]));
    const need = needs[bound.of];
    if (need <= left) return [];
    return [{ namespace: text(namespace), quota: text(name), resource, of: bound.of, needs: need, left }];
  });
}
