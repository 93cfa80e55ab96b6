import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';
import type { Member } from '~/server/kube/member';

/** The member that a kubeconfig leads to, known to its caller as `here`. */
export function memberHere(kubeconfig: string): Member {
  const [context] = parseKubeconfig(kubeconfig, new Date());
  if (!context?.ok) throw new Error('the kubeconfig has no usable context');
  return { ...context.member, name: 'here' };
}
