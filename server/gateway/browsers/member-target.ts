import { DomainError } from '~/server/kernel/failure';
import { MEMBERS_PATH, parseTarget } from '../members/core/parse-target';
import type { MemberRequest } from '../members/member-request';

type OfPod = { cluster: string; namespace: string; pod: string; subresource: 'exec' | 'log' };

/** A request about a pod, through the same grammar as one that came over the wire. Throws `invalid` for names that are none. */
export function podRequest({ cluster, namespace, pod, subresource }: OfPod, options: URLSearchParams): MemberRequest {
  const [inNamespace, name] = [encodeURIComponent(namespace), encodeURIComponent(pod)];
  const path = `${MEMBERS_PATH}${cluster}/api/v1/namespaces/${inNamespace}/pods/${name}/${subresource}`;
  const parsed = parseTarget('GET', `${path}?${options}`);
  if (parsed.ok) return parsed.request;
  throw new DomainError({ kind: 'invalid', issues: [{ path: ['pod'], message: parsed.message }] });
}
