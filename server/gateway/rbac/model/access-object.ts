import type { PolicyRule } from '~/server/gateway/members/core/derive-rules';
import type { Subject } from './holding';

export const MANAGED_BY = 'portolan.dev/managed-by';
/** What bears this is that hub's alone, so that several hubs govern one member side by side. `hub`: its own id. */
export const managerOf = (hub: string): string => `portolan-${hub}`;
/** Before hubs had ids, all of them wrote this one label, and the same names. */
export const FORMER_MANAGER = 'portolan';
export const isFormerName = (name: string): boolean => /^portolan:[^:]+(:(cluster|namespaced))?$/.test(name);

export const RBAC_GROUP = 'rbac.authorization.k8s.io';
/** In the order in which they are written: a binding needs its role. */
export const PLURALS = {
  ClusterRole: 'clusterroles',
  ClusterRoleBinding: 'clusterrolebindings',
  RoleBinding: 'rolebindings',
} as const;
export type AccessKind = keyof typeof PLURALS;

/** A role or a binding that the hub keeps in a member. */
export type AccessObject = {
  kind: AccessKind;
  namespace: string | undefined;
  name: string;
  content:
    | { rules: PolicyRule[] }
    | {
        roleRef: { apiGroup: typeof RBAC_GROUP; kind: 'ClusterRole'; name: string };
        subjects: (Subject & { apiGroup: typeof RBAC_GROUP })[];
      };
};
