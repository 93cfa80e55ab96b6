import { API_GROUP, API_VERSION } from '~/server/federation/model/document';

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-verbs */
export type HubVerb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';

export const GROUP = API_GROUP;
export const GROUP_VERSION = API_VERSION;
export const VERSION = API_VERSION.slice(API_GROUP.length + 1);

const READS: readonly HubVerb[] = ['get', 'list', 'watch'];

export type HubKind = {
  kind: 'Application' | 'Placement' | 'Override' | 'Cluster';
  plural: HubPlural;
  singular: string;
  shortName: string;
  verbs: readonly HubVerb[];
};
export type HubPlural = 'applications' | 'placements' | 'overrides' | 'clusters';

/** What the hub serves as a Kubernetes API; all of it belongs to no namespace. */
export const HUB_KINDS: readonly HubKind[] = [
  {
    ...{ kind: 'Application', plural: 'applications', singular: 'application', shortName: 'app' },
    verbs: [...READS, 'create', 'update', 'patch', 'delete'],
  },
  // a view of what its application always has: neither made nor removed by itself
  {
    ...{ kind: 'Placement', plural: 'placements', singular: 'placement', shortName: 'pl' },
    verbs: [...READS, 'update', 'patch'],
  },
  {
    ...{ kind: 'Override', plural: 'overrides', singular: 'override', shortName: 'ov' },
    verbs: [...READS, 'create', 'update', 'patch', 'delete'],
  },
  { ...{ kind: 'Cluster', plural: 'clusters', singular: 'cluster', shortName: 'cl' }, verbs: READS },
];
