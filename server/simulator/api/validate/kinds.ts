import type { Cause } from '~/server/simulator/api/api-error';
import { digObject, type KubeObject } from '~/server/simulator/api/object';
import { autoscalerProblems } from './autoscaler';
import type { Change } from './change';
import { claimProblems, claimStays } from './claim';
import { ingressProblems } from './ingress';
import { cronJobProblems, jobProblems, jobStays } from './jobs';
import { limitRangeProblems, quotaProblems, scopesStay } from './limits';
import { dataStays, keysProblems, typeStays } from './maps';
import { networkPolicyProblems } from './network-policy';
import { podSpecProblems } from './pod-spec';
import { podStays } from './pods';
import { bindingProblems, roleProblems, roleRefStays } from './rights';
import { serviceProblems, serviceStays } from './service';
import { selectorStays, statefulSetStays, workloadProblems } from './workloads';

type Validate = (object: KubeObject, minor: number) => Cause[];
type ValidateChange = (change: Change) => Cause[];

const RBAC = 'rbac.authorization.k8s.io';

const NEW: Record<string, Validate> = {
  '/limitranges': limitRangeProblems,
  '/resourcequotas': quotaProblems,
  [`${RBAC}/roles`]: (role) => roleProblems(role, true),
  [`${RBAC}/clusterroles`]: (role) => roleProblems(role, false),
  [`${RBAC}/rolebindings`]: (binding) => bindingProblems(binding, true),
  [`${RBAC}/clusterrolebindings`]: (binding) => bindingProblems(binding, false),
  '/persistentvolumeclaims': claimProblems,
  'autoscaling/horizontalpodautoscalers': autoscalerProblems,
  'batch/cronjobs': cronJobProblems,
  'batch/jobs': jobProblems,
  '/configmaps': keysProblems,
  '/secrets': keysProblems,
  '/services': serviceProblems,
  'networking.k8s.io/ingresses': ingressProblems,
  'networking.k8s.io/networkpolicies': networkPolicyProblems,
  '/pods': (pod) => podSpecProblems('spec', digObject(pod, 'spec') ?? {}),
  'apps/deployments': (object, minor) => workloadProblems('deployment', object, minor),
  'apps/replicasets': (object, minor) => workloadProblems('replicaset', object, minor),
  'apps/statefulsets': (object, minor) => workloadProblems('statefulset', object, minor),
  'apps/daemonsets': (object, minor) => workloadProblems('daemonset', object, minor),
};

const CHANGED: Record<string, ValidateChange> = {
  '/pods': podStays,
  '/resourcequotas': scopesStay,
  [`${RBAC}/rolebindings`]: roleRefStays,
  [`${RBAC}/clusterrolebindings`]: roleRefStays,
  '/persistentvolumeclaims': claimStays,
  'batch/jobs': jobStays,
  '/configmaps': dataStays,
  '/secrets': (change) => [...dataStays(change), ...typeStays(change)],
  '/services': serviceStays,
  'apps/deployments': selectorStays,
  'apps/replicasets': selectorStays,
  'apps/daemonsets': selectorStays,
  'apps/statefulsets': statefulSetStays,
};

/** What is wrong with an object of a kind, besides its metadata. */
export const kindProblems = (storage: string, object: KubeObject, minor: number): Cause[] =>
  NEW[storage]?.(object, minor) ?? [];

/** What may not change. */
export const changeProblems = (storage: string, change: Change): Cause[] => CHANGED[storage]?.(change) ?? [];
