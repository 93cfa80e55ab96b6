import type { ApplicationSpec, Revision } from '~/server/federation/model/application';
import type { Target } from '~/server/federation/model/target';
import { type HubObject, headOf, NO_WORDS, timeOf, wordsOf } from './hub-object';

type Words = { labels: Record<string, string>; annotations: Record<string, string> };

/** What is shown of an application: its newest revision, and its clusters in sight. */
export type ShownApplication = {
  kept: {
    id: string;
    name: string;
    team: { name: string } | null;
    isRemoving: boolean;
    newest: number;
    revision: Pick<Revision, 'author' | 'reason' | 'createdAt'>;
    createdAt: string;
    described: Record<string, Words>;
    spec: ApplicationSpec;
  };
  targets: readonly Target[];
};

/** Where what is said of an application itself is kept among `described`. */
export const OWN_WORDS = 'application';

/** The name of what keeps an application until it stands nowhere any more. */
export const WITHDRAWAL = 'portolan.dev/withdrawal';

/** An application as an object: the whole of its newest revision, and what became of it. */
export function applicationObject({ kept, targets }: ShownApplication): HubObject {
  const { id, name, team, isRemoving, newest, revision, createdAt, described, spec } = kept;
  return {
    ...headOf('Application'),
    metadata: {
      ...{ name, uid: id, generation: newest, creationTimestamp: timeOf(createdAt) },
      ...(isRemoving ? { deletionTimestamp: timeOf(revision.createdAt), finalizers: [WITHDRAWAL] } : {}),
      ...wordsOf(described[OWN_WORDS] ?? NO_WORDS),
    },
    spec: { ...(team === null ? {} : { team: team.name }), ...spec },
    status: {
      observedGeneration: newest,
      author: revision.author,
      ...(revision.reason === '' ? {} : { reason: revision.reason }),
      ...{ clusterCount: targets.length, ready: sum(targets, 'ready'), wanted: sum(targets, 'wanted') },
      drifted: sum(targets, 'drifted'),
      conditions: conditionsOf(targets),
      clusters: targets.map(clusterOf),
    },
  };
}

const sum = (targets: readonly Target[], key: 'ready' | 'wanted' | 'drifted') =>
  targets.reduce((all, target) => all + target[key], 0);

const clusterOf = (target: Target) => ({
  ...{ name: target.cluster, state: target.state, status: target.status, reason: target.reason },
  ...{ revision: target.revision, appliedRevision: target.appliedRevision, replicas: target.replicas },
  ...{ ready: target.ready, wanted: target.wanted, objects: target.objects, drifted: target.drifted },
  ...{ since: timeOf(target.since), problems: target.problems },
});

type Condition = { type: string; status: 'True' | 'False' | 'Unknown'; reason: string; message: string };

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/condition/; what is not known is `Unknown`. */
function conditionsOf(targets: readonly Target[]): Condition[] {
  if (targets.length === 0) {
    const nowhere = { reason: 'NoCluster', message: 'it runs in no cluster that is in your sight' };
    return (['Ready', 'Applied', 'Drifted'] as const).map((type) => ({ type, status: 'Unknown', ...nowhere }));
  }
  return [readyOf(targets), appliedOf(targets), driftedOf(targets)];
}

function readyOf(targets: readonly Target[]): Condition {
  const bad = targets.filter(({ status }) => status !== 'healthy');
  if (bad.length === 0)
    return { type: 'Ready', status: 'True', reason: 'Healthy', message: 'healthy in every cluster' };
  // what nobody knows is neither
  const isUnknown = bad.every(({ status }) => status === 'unknown');
  return {
    ...{ type: 'Ready', status: isUnknown ? 'Unknown' : 'False', reason: isUnknown ? 'Unknown' : 'NotHealthy' },
    message: named(bad, ({ cluster, status }) => `${cluster} is ${status}`),
  };
}

function appliedOf(targets: readonly Target[]): Condition {
  const open = targets.filter(({ state }) => state !== 'applied');
  if (open.length === 0)
    return { type: 'Applied', status: 'True', reason: 'Applied', message: 'applied to every cluster' };
  const refused = open.filter(({ state }) => state === 'refused');
  return {
    ...{ type: 'Applied', status: 'False', reason: refused.length > 0 ? 'Refused' : 'Progressing' },
    message: named(refused.length > 0 ? refused : open, ({ cluster, state }) => `${cluster} is ${state}`),
  };
}

function driftedOf(targets: readonly Target[]): Condition {
  const off = targets.filter(({ drifted }) => drifted > 0);
  if (off.length > 0)
    return {
      ...{ type: 'Drifted', status: 'True', reason: 'Changed' },
      message: named(off, ({ cluster, drifted }) => `${drifted} in ${cluster}`),
    };
  const isKnown = targets.every(({ state, asOf }) => state === 'applied' && asOf !== null);
  return isKnown
    ? { type: 'Drifted', status: 'False', reason: 'AsApplied', message: 'every field is as it was applied' }
    : { type: 'Drifted', status: 'Unknown', reason: 'NotObserved', message: 'not every cluster has been looked at' };
}

const MOST_NAMED = 5;

function named(targets: readonly Target[], tell: (target: Target) => string): string {
  const more = targets.length - MOST_NAMED;
  return targets.slice(0, MOST_NAMED).map(tell).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
