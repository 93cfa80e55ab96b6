import type { Kind } from '~/server/simulator/api/kinds';
import { storageOf } from '~/server/simulator/api/registry';

const RETURNED = [
  '/namespaces',
  '/persistentvolumeclaims',
  '/persistentvolumes',
  '/pods',
  '/podtemplates',
  '/resourcequotas',
  '/serviceaccounts',
  'storage.k8s.io/csidrivers',
  'storage.k8s.io/csinodes',
  'storage.k8s.io/storageclasses',
  'storage.k8s.io/volumeattachments',
];
const CREATED_BY_PUT = [
  '/endpoints',
  '/events',
  '/limitranges',
  'coordination.k8s.io/leases',
  'rbac.authorization.k8s.io/clusterrolebindings',
  'rbac.authorization.k8s.io/clusterroles',
  'rbac.authorization.k8s.io/rolebindings',
  'rbac.authorization.k8s.io/roles',
];
const BY_VERSION_ONLY = [
  'admissionregistration.k8s.io/mutatingwebhookconfigurations',
  'admissionregistration.k8s.io/validatingwebhookconfigurations',
  'apiextensions.k8s.io/customresourcedefinitions',
  'apiregistration.k8s.io/apiservices',
  'coordination.k8s.io/leases',
  'policy/poddisruptionbudgets',
  'storage.k8s.io/csidrivers',
  'storage.k8s.io/csinodes',
  'storage.k8s.io/volumeattachments',
];

/** True for kinds whose deletion is answered with the object that is gone (`ReturnDeletedObject` of each registry). */
export const isReturnedWhenDeleted = (kind: Kind): boolean => RETURNED.includes(storageOf(kind));

/** True for kinds that a PUT creates when they are not there (`AllowCreateOnUpdate`). */
export const isCreatedByPut = (kind: Kind, minor: number): boolean =>
  CREATED_BY_PUT.includes(storageOf(kind)) || (minor >= 23 && storageOf(kind) === '/services');

/** True for kinds that are updated only by who names the version (`AllowUnconditionalUpdate`). */
export const wantsVersion = (kind: Kind): boolean => kind.custom || BY_VERSION_ONLY.includes(storageOf(kind));
