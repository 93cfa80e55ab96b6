import { GROUP, GROUP_VERSION, HUB_KINDS, VERSION } from './kinds';

const CATEGORIES = ['portolan'];
const versions = [{ groupVersion: GROUP_VERSION, version: VERSION }];
const group = { name: GROUP, versions, preferredVersion: versions[0] };

/** As which API server the hub speaks: clients ask for the features of this version. */
const MINOR = '32';

/** Discovery by path, each as API servers answer it. */
export const DISCOVERY: Readonly<Record<string, unknown>> = {
  '/': {
    paths: ['/apis', `/apis/${GROUP}`, `/apis/${GROUP_VERSION}`, '/healthz', '/openapi/v2', '/openapi/v3', '/version'],
  },
  '/api': { kind: 'APIVersions', versions: [], serverAddressByClientCIDRs: [] },
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [group] },
  [`/apis/${GROUP}`]: { kind: 'APIGroup', apiVersion: 'v1', ...group },
  [`/apis/${GROUP_VERSION}`]: {
    ...{ kind: 'APIResourceList', apiVersion: 'v1', groupVersion: GROUP_VERSION },
    resources: HUB_KINDS.map(({ plural, singular, kind, verbs, shortName }) => ({
      ...{ name: plural, singularName: singular, namespaced: false, kind, verbs, shortNames: [shortName] },
      categories: CATEGORIES,
    })),
  },
  '/version': {
    ...{ major: '1', minor: MINOR, gitVersion: `v1.${MINOR}.0+portolan`, gitCommit: '', gitTreeState: 'clean' },
    ...{ buildDate: '1970-01-01T00:00:00Z', goVersion: '', compiler: '', platform: 'portolan' },
  },
};

/** The version of aggregated discovery that is asked for, the newer first; undefined for none. */
export const aggregatedVersion = (accept: string): 'v2' | 'v2beta1' | undefined =>
  (['v2', 'v2beta1'] as const).find((version) =>
    accept.split(',').some((range) => {
      const words = range.split(';').map((word) => word.trim());
      return ['g=apidiscovery.k8s.io', `v=${version}`, 'as=APIGroupDiscoveryList'].every((word) =>
        words.includes(word),
      );
    }),
  );

/** https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery; the core group has nothing here. */
export const aggregated = (version: string, isCore: boolean) => ({
  ...{ kind: 'APIGroupDiscoveryList', apiVersion: `apidiscovery.k8s.io/${version}`, metadata: {} },
  items: isCore ? [] : [{ metadata: { name: GROUP, creationTimestamp: null }, versions: [discoveredVersion] }],
});

const discoveredVersion = {
  ...{ version: VERSION, freshness: 'Current' },
  resources: HUB_KINDS.map(({ plural, singular, kind, verbs, shortName }) => ({
    ...{ resource: plural, responseKind: { group: GROUP, version: VERSION, kind }, scope: 'Cluster' },
    ...{ singularResource: singular, verbs, shortNames: [shortName], categories: CATEGORIES },
  })),
};
