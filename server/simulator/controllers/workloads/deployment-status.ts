import { dig, digNumber, type KubeObject, timestamp } from '~/server/simulator/api/object';
import { CONTROLLER_STATUS, ownedBy, type World, withCondition } from '~/server/simulator/controllers/world';
import { resolveShare } from './plan-rollout';

export const REVISION = 'deployment.kubernetes.io/revision';

export const replicasOf = (object: KubeObject) => digNumber(object, 'spec', 'replicas') ?? 1;
export const statusOf = (object: KubeObject, field: string) => digNumber(object, 'status', field) ?? 0;
export const revisionOf = (set: KubeObject) => Number(set.metadata.annotations?.[REVISION] ?? 0);

/** What a rollout has come to: the pods of all its sets, and whether it goes on. */
export function writeDeploymentStatus(world: World, deployment: KubeObject, current: KubeObject): void {
  const sets = ownedBy(world, 'apps/v1', 'replicasets', deployment);
  const total = (field: string) => sets.reduce((sum, set) => sum + statusOf(set, field), 0);
  const newest = sets.find((set) => set.metadata.uid === current.metadata.uid);
  const counts = {
    replicas: total('replicas'),
    updated: newest ? statusOf(newest, 'replicas') : 0,
    ready: total('readyReplicas'),
    available: total('availableReplicas'),
  };
  const unavailable = Math.max(0, replicasOf(deployment) - counts.available);
  const { name, namespace } = deployment.metadata;
  world.objects.change(
    { apiVersion: 'apps/v1', plural: 'deployments', name, namespace },
    (draft) => {
      draft.metadata.annotations = {
        [REVISION]: String(newest ? revisionOf(newest) : 1),
        ...withoutRevision(draft.metadata.annotations),
      };
      const shown = {
        replicas: counts.replicas,
        updatedReplicas: counts.updated,
        readyReplicas: counts.ready,
        availableReplicas: counts.available,
        unavailableReplicas: unavailable,
      };
      draft['status'] = {
        observedGeneration: draft.metadata.generation,
        ...Object.fromEntries(Object.entries(shown).filter(([, value]) => value > 0)),
        conditions: conditionsOf(world, draft, current, counts),
      };
    },
    CONTROLLER_STATUS,
  );
}

function withoutRevision(annotations: Record<string, string> = {}): Record<string, string> {
  const { [REVISION]: _revision, ...rest } = annotations;
  return rest;
}

function conditionsOf(
  world: World,
  deployment: KubeObject,
  current: KubeObject,
  counts: { updated: number; available: number; replicas: number },
) {
  const now = timestamp(world.now());
  const replicas = replicasOf(deployment);
  const missing = resolveShare(
    dig(deployment, 'spec', 'strategy', 'rollingUpdate', 'maxUnavailable') ?? 0,
    replicas,
    'down',
  );
  const isAvailable = counts.available >= replicas - missing;
  const before = dig(deployment, 'status', 'conditions');
  const available = isAvailable
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
  const isDone = counts.updated >= replicas && counts.available >= replicas && counts.replicas === counts.updated;
  return withCondition(
    withCondition(before, available, now, 'lastUpdateTime'),
    progressing(world, deployment, current, isDone),
    now,
    'lastUpdateTime',
  );
}

function progressing(world: World, deployment: KubeObject, current: KubeObject, isDone: boolean) {
  const set = `ReplicaSet "${current.metadata.name}"`;
  if (isDone)
    return {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `${set} has successfully progressed.`,
    };
  const deadline = (digNumber(deployment, 'spec', 'progressDeadlineSeconds') ?? 600) * 1000;
  const running = world.now().getTime() - Date.parse(current.metadata.creationTimestamp ?? '');
  if (running >= deadline)
    return {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `${set} has timed out progressing.`,
    };
  world.enqueue('deployment', deployment.metadata.namespace ?? '', deployment.metadata.name, deadline - running);
  return { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated', message: `${set} is progressing.` };
}
