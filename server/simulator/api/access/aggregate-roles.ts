import { digList, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import { objectSelector } from '~/server/simulator/api/select/object-selector';
import type { Objects } from '~/server/simulator/api/write/objects';

const KIND = ['rbac.authorization.k8s.io/v1', 'clusterroles'] as const;
const BY = { manager: 'kube-controller-manager' };

/**
 * Keeps the rules of ClusterRoles with an `aggregationRule` what their selectors gather, in the order of the names
 * (https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles). Returns how to stop.
 */
export function aggregateRoles(objects: Objects): () => void {
  const update = () => {
    for (const { metadata } of objects.list(...KIND).filter(isAggregated)) {
      const at = { apiVersion: KIND[0], plural: KIND[1], name: metadata.name };
      objects.change(at, (role) => void Object.assign(role, { rules: rulesFor(role, objects.list(...KIND)) }), BY);
    }
  };
  // what is changed here is heard here again, until nothing is left to change: roles may be gathered in steps
  const stop = objects.watch(...KIND, update);
  update();
  return stop;
}

const isAggregated = (role: KubeObject) => digList(role, 'aggregationRule', 'clusterRoleSelectors').length > 0;

function rulesFor(role: KubeObject, all: readonly KubeObject[]): JsonObject[] {
  const rules: JsonObject[] = [];
  for (const selector of digList(role, 'aggregationRule', 'clusterRoleSelectors')) {
    for (const other of all) {
      if (other.metadata.name === role.metadata.name || !objectSelector(selector)(other.metadata.labels)) continue;
      rules.push(...digList(other, 'rules').filter((rule) => !rules.some((known) => isSame(known, rule))));
    }
  }
  return rules;
}
