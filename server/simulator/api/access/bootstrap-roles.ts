import type { KubeObject } from '~/server/simulator/api/object';
import defaults from './default-roles.json' with { type: 'json' };

export type RbacPlural = keyof typeof defaults;

const ANNOTATIONS = { 'rbac.authorization.kubernetes.io/autoupdate': 'true' };

/** The RBAC objects that a server brings along (RBAC reference, "Default roles"): those of 1.20, and what came after. */
export function bootstrapRoles(minor: number): Record<RbacPlural, KubeObject[]> {
  const annotated = (objects: readonly KubeObject[]) =>
    objects.map((object) => ({ ...object, metadata: { ...object.metadata, annotations: ANNOTATIONS } }));
  return {
    clusterroles: annotated((defaults.clusterroles as KubeObject[]).map((role) => withNewer(role, minor))),
    clusterrolebindings: annotated(defaults.clusterrolebindings as KubeObject[]),
    roles: annotated(defaults.roles as KubeObject[]),
    rolebindings: annotated(defaults.rolebindings as KubeObject[]),
  };
}

type Rule = { apiGroups?: string[]; resources?: string[]; verbs: string[] };

/** What a role gained after 1.20, by the minor version with which it came. */
const GAINED: Record<string, { from: number; rule: Rule }[]> = {
  'system:aggregate-to-view': [
    {
      from: 21,
      rule: { verbs: ['get', 'list', 'watch'], apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'] },
    },
  ],
  'system:basic-user': [
    { from: 28, rule: { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] } },
  ],
};

/** From 1.22 on nobody may write endpoints by the default roles (CVE-2021-25740). */
const ENDPOINTS_READ_ONLY_FROM = 22;

function withNewer(role: KubeObject, minor: number): KubeObject {
  const { name } = role.metadata;
  const gained = (GAINED[name] ?? []).filter(({ from }) => from <= minor).map(({ rule }) => rule);
  const rules = [...((role['rules'] as Rule[] | undefined) ?? []), ...gained];
  const losesEndpoints = minor >= ENDPOINTS_READ_ONLY_FROM && name === 'system:aggregate-to-edit';
  return { ...role, rules: losesEndpoints ? rules.map(withoutEndpoints) : rules };
}

const withoutEndpoints = (rule: Rule): Rule => ({
  ...rule,
  resources: (rule.resources ?? []).filter((resource) => resource !== 'endpoints'),
});
