import { forbidden, serverError } from '~/server/simulator/api/api-error';
import { digList, digObject, digText, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import { keyOf, type Store } from '~/server/simulator/api/store';

const MOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const PODS = { group: '', plural: 'pods' };
const PRIORITIES: Record<string, number> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

type Admission = { store: Store; minor: number; newSuffix(): string };

/**
 * A new pod with what admission gives it: its service account and the token of it, its priority, and how long it stays on a
 * node that is lost (ServiceAccount, Priority, DefaultTolerationSeconds). Throws 403 without such an account or class.
 */
export function withPodDefaults(admission: Admission, pod: KubeObject): KubeObject {
  const spec = digObject(pod, 'spec') ?? {};
  const account = accountOf(admission.store, pod, digText(spec, 'serviceAccountName') || 'default');
  const named = { ...spec, serviceAccountName: account.metadata.name, serviceAccount: account.metadata.name };
  const secrets = digList(spec, 'imagePullSecrets').length > 0 ? spec['imagePullSecrets'] : account['imagePullSecrets'];
  const pulling = secrets === undefined ? named : { ...named, imagePullSecrets: secrets };
  const mounted = withToken(admission, account, pulling);
  return withTolerations({ ...pod, spec: { ...mounted, ...priorityOf(admission, pod) } });
}

function accountOf(store: Store, { metadata }: KubeObject, name: string): KubeObject {
  const { namespace = '' } = metadata;
  const found = store.get('/serviceaccounts', keyOf(namespace, name));
  if (found) return found.object();
  const why = `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`;
  throw forbidden(PODS, metadata.name, why);
}

function withToken({ store, minor, newSuffix }: Admission, account: KubeObject, spec: JsonObject): JsonObject {
  const isWanted = spec['automountServiceAccountToken'] ?? account['automountServiceAccountToken'] ?? true;
  if (!isWanted) return spec;
  const volume = minor >= 21 ? projectedToken(newSuffix()) : secretToken(store, account);
  const mount = { name: volume['name'], readOnly: true, mountPath: MOUNT };
  const mounted = (container: JsonObject) => {
    const mounts = digList(container, 'volumeMounts');
    return mounts.some(({ mountPath }) => mountPath === MOUNT)
      ? container
      : { ...container, volumeMounts: [...mounts, mount] };
  };
  const init = digList(spec, 'initContainers').map(mounted);
  return {
    ...spec,
    volumes: [...digList(spec, 'volumes'), volume],
    ...(init.length > 0 ? { initContainers: init } : {}),
    containers: digList(spec, 'containers').map(mounted),
  };
}

/** Servers up to 1.20 mount the account's lasting token. */
function secretToken(store: Store, account: KubeObject): JsonObject {
  const { name, namespace = '' } = account.metadata;
  const secret = digList(account, 'secrets').find(
    (one) => store.get('/secrets', keyOf(namespace, String(one['name']))) !== undefined,
  );
  const why = `No API token found for service account "${name}", retry after the token is automatically created and added to the service account`;
  if (!secret) throw serverError(why);
  return { name: secret['name'], secret: { secretName: secret['name'], defaultMode: 420 } };
}

/** BoundServiceAccountTokenVolume. */
const projectedToken = (suffix: string): JsonObject => ({
  name: `kube-api-access-${suffix}`,
  projected: {
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        downwardAPI: {
          items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
        },
      },
    ],
    defaultMode: 420,
  },
});

function priorityOf({ store }: Admission, pod: KubeObject): JsonObject {
  const asked = digText(pod, 'spec', 'priorityClassName') ?? '';
  const known = PRIORITIES[asked];
  if (known !== undefined) return { priority: known, preemptionPolicy: 'PreemptLowerPriority' };
  const classes = store.all('scheduling.k8s.io/priorityclasses').map((stored) => stored.object());
  const chosen = classes.find((one) => (asked === '' ? one['globalDefault'] === true : one.metadata.name === asked));
  if (asked !== '' && !chosen)
    throw forbidden(PODS, pod.metadata.name, `no PriorityClass with name ${asked} was found`);
  return {
    ...(chosen ? { priorityClassName: chosen.metadata.name } : {}),
    priority: chosen?.['value'] ?? 0,
    preemptionPolicy: chosen?.['preemptionPolicy'] ?? 'PreemptLowerPriority',
  };
}

const LOST = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

/** How long a pod stays on a node that is lost, where it says nothing itself; on every write. */
export function withTolerations(pod: KubeObject): KubeObject {
  const given = digList(pod, 'spec', 'tolerations');
  const covers = ({ key, effect }: JsonObject, lost: string) =>
    (key === lost || !key) && (effect === 'NoExecute' || !effect);
  const added = LOST.filter((lost) => !given.some((one) => covers(one, lost))).map((key) => ({
    ...{ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
  }));
  return added.length === 0 ? pod : { ...pod, spec: { ...digObject(pod, 'spec'), tolerations: [...given, ...added] } };
}
