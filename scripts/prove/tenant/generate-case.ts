import { createRandom } from '~/server/simulator/random';
import { OTHER } from './recorded-member';

export const CLUSTERS = ['one', 'two', 'three'];
export const NAMESPACES = ['shop', 'bank', 'kube-system'];
const NAMES = ['web', 'settings', 'robot'];
const KINDS = [
  ['v1', 'ConfigMap', true],
  ['v1', 'ServiceAccount', true],
  ['apps/v1', 'Deployment', true],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding', true],
  ['v1', 'Namespace', false],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', false],
] as const;
const NAMESPACED = KINDS.filter(([, , namespaced]) => namespaced);
const PLURALS = ['configmaps', 'serviceaccounts', 'deployments', 'rolebindings'];

export type Grants = Record<string, { whole: boolean; namespaces: string[] }>;
export type Case = {
  grants: Grants;
  /** What its author writes, several times over: each is saved over the one before. */
  texts: string[];
  /** What stands in the members already, and whose it is. */
  standing: { cluster: string; plural: string; namespace: string; name: string; owner: string | null }[];
};

/** A team's rights, what stands in the members, and applications of every kind that reach for more than is theirs. */
export function generateCase(seed: number): Case {
  const random = createRandom(`tenant-${seed}`);
  const { pick } = random;
  const maybe = (percent: number) => random.whole(0, 99) < percent;
  const home = pick(NAMESPACES);
  const grants: Grants = {};
  for (const cluster of CLUSTERS)
    if (maybe(80))
      grants[cluster] = { whole: maybe(10), namespaces: NAMESPACES.filter((one) => maybe(one === home ? 85 : 25)) };

  const template = () => {
    const [apiVersion, kind, namespaced] = pick(maybe(90) ? NAMESPACED : KINDS);
    const isOdd = maybe(3);
    const namespace = namespaced !== isOdd ? { namespace: maybe(92) ? home : pick(NAMESPACES) } : {};
    const odd = maybe(6) ? { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'x' }] } : {};
    const labels = maybe(10) ? { labels: { 'portolan.dev/application': OTHER } } : {};
    const name = kind === 'Namespace' ? pick(NAMESPACES) : pick(NAMES);
    return {
      apiVersion,
      kind,
      metadata: { name, ...namespace, ...odd, ...labels },
      data: { a: String(random.whole(0, 3)) },
    };
  };
  const operation = () => {
    const path = pick([
      '/metadata/namespace',
      '/metadata/name',
      '/metadata/labels',
      '/kind',
      '/data/a',
      '/metadata/uid',
    ]);
    const value = path === '/metadata/labels' ? { 'portolan.dev/application': OTHER } : pick([...NAMESPACES, ...NAMES]);
    return { op: pick(['add', 'replace']), path, value };
  };
  const overrider = () =>
    maybe(50)
      ? { type: 'jsonPatch', operations: [operation()] }
      : pick<object>([
          { type: 'mergePatch', value: { metadata: { namespace: pick(NAMESPACES) } } },
          { type: 'mergePatch', value: { kind: 'ConfigMap', metadata: { name: pick(NAMES) } } },
          { type: 'mergePatch', value: { data: { b: 'x' } } },
          { type: 'labels', set: { 'portolan.dev/hub': 'hub-2' } },
        ]);
  const text = () =>
    JSON.stringify({
      ...{ apiVersion: 'portolan.dev/v1alpha1', kind: 'Application', metadata: { name: 'mine' } },
      spec: {
        team: 'tenants',
        templates: unique(Array.from({ length: random.whole(1, 5) }, template)),
        placement: {
          clusterAffinities: [
            { name: 'all', ...(maybe(60) ? { clusterNames: CLUSTERS.filter(() => maybe(60)) } : {}) },
          ],
        },
        overrides: Array.from({ length: maybe(50) ? random.whole(1, 2) : 0 }, (_, at) => ({
          ...{ name: `rule-${at}`, targetCluster: maybe(50) ? { clusterNames: [pick(CLUSTERS)] } : {} },
          overriders: [overrider()],
        })),
        ...(maybe(40) ? { adopt: true } : {}),
      },
    });
  const standing = CLUSTERS.flatMap((cluster) =>
    NAMESPACES.flatMap((namespace) =>
      PLURALS.flatMap((plural) =>
        NAMES.flatMap((name) =>
          maybe(25) ? [{ cluster, plural, namespace, name, owner: maybe(60) ? OTHER : null }] : [],
        ),
      ),
    ),
  );
  return { grants, texts: Array.from({ length: random.whole(1, 3) }, text), standing };
}

/** The same object twice is refused as a whole; that would hide the rest. */
function unique<One extends { kind: string; metadata: { name: string; namespace?: string } }>(all: One[]): One[] {
  const seen = new Set<string>();
  return all.filter(({ kind, metadata: { name, namespace = '' } }) => {
    const key = `${kind} ${namespace} ${name}`;
    return !seen.has(key) && seen.add(key);
  });
}
