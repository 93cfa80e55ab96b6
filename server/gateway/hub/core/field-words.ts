import type { HubKind } from './kinds';

const PLACEMENT: Record<string, string> = {
  '': 'Where an application should run. Every cluster is decided by this, and the console says for each one why or why not.',
  clusterAffinities:
    'Groups of clusters in their order: the first that can hold the application is taken, the others are its backup.',
  'clusterAffinities.name': 'What the group is called, as in a reason.',
  'clusterAffinities.clusterNames': 'Clusters by name; absent for any.',
  'clusterAffinities.exclude': 'Clusters that are not meant.',
  'clusterAffinities.labelSelector': 'By labels of the cluster.',
  'clusterAffinities.fieldSelector': 'By region, zone, provider or environment.',
  clusterTolerations: 'Taints of clusters that do not keep the application out.',
  spreadConstraints: 'In how many different regions, zones, providers or clusters it runs at least, and at most.',
  replicaScheduling: 'Duplicated: every cluster gets all replicas. Weighted and Capacity share them out.',
  workloadAffinity: 'Applications beside which it runs, and beside which it never does.',
  priority: 'The greater is placed first where room is short.',
};
const OVERRIDE: Record<string, string> = {
  '': 'What differs in some clusters.',
  name: 'The name of the rule; that of an Override is <application>.<rule>.',
  priority: 'The greater comes later and has the last word.',
  targetCluster: 'In which clusters.',
  resources: 'Which templates; none for all.',
  overriders: 'The changes, in their order.',
};

const under = (prefix: string, words: Record<string, string>) =>
  Object.fromEntries(Object.entries(words).map(([path, text]) => [path === '' ? prefix : `${prefix}.${path}`, text]));

const WORDS: Record<HubKind['kind'], Record<string, string>> = {
  Application: {
    '': 'Objects that run in many clusters: templates, where they are placed, and what differs there. Each change is a revision.',
    spec: 'What is wanted.',
    'spec.team': 'The team that owns it; absent for what is the whole fleet\u2019s.',
    'spec.templates': 'Kubernetes objects as plain manifests.',
    'spec.drift': 'What is done about a field that somebody else has changed: report it, or put it back.',
    'spec.removal': 'What becomes of objects that it does not deliver any more: delete, or keep.',
    'spec.adopt': 'Whether objects that stand in a cluster already, and are nobody\u2019s, are taken over.',
    ...under('spec.placement', PLACEMENT),
    ...under('spec.overrides', OVERRIDE),
    status: 'What became of it, in the clusters that are in your sight.',
  },
  Placement: {
    '': 'The placement of the application of the same name. Writing it makes a new revision of the application.',
    ...under('spec', PLACEMENT),
  },
  Override: {
    '': 'One override of an application, named <application>.<rule>. Writing it makes a new revision of the application.',
    ...under('spec', OVERRIDE),
  },
  Cluster: {
    '': 'A member of the fleet, read only.',
    spec: 'Where it lies, and what keeps applications out.',
    status: 'How it is, as of when it last answered.',
  },
};

/** What `kubectl explain` says of a field; the empty path is the kind. */
export const describeField =
  (kind: HubKind['kind']) =>
  (path: string): string | undefined =>
    WORDS[kind][path];
