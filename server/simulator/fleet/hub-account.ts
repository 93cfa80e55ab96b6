import type { SimulatedMember } from '~/server/simulator/member';

const AT = { name: 'portolan', namespace: 'kube-system' };
const SECRET = { ...AT, name: 'portolan-token' };

/** The service account that the demo's hub is given in a member, and its token without an end, as people made them for years. */
export function giveHubAccount({ objects, accounts }: SimulatedMember): string {
  const account = objects.put('v1', 'serviceaccounts', { metadata: { ...AT } });
  const annotations = { 'kubernetes.io/service-account.name': AT.name };
  objects.put('v1', 'secrets', { metadata: { ...SECRET, annotations }, type: 'kubernetes.io/service-account-token' });
  objects.put('rbac.authorization.k8s.io/v1', 'clusterrolebindings', {
    metadata: { name: AT.name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', ...AT }],
  });
  return accounts.issueLegacy(account, SECRET.name);
}
