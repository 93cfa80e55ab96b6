import { copyOf, dig, digNumber, digObject, type KubeObject, timestamp } from '~/server/simulator/api/object';
import {
  CONTROLLER_MANAGER,
  ownedBy,
  ownerReference,
  recordEvent,
  type World,
} from '~/server/simulator/controllers/world';
import { hashLetters } from '~/server/simulator/random';
import { REVISION, replicasOf, revisionOf, statusOf, writeDeploymentStatus } from './deployment-status';
import { planRollout, resolveShare } from './plan-rollout';

const KIND = { apiVersion: 'apps/v1', kind: 'Deployment' };
const COMPONENT = 'deployment-controller';

/** One ReplicaSet per template, rolled from the old ones to the newest, and the status and conditions of the rollout. */
export function reconcileDeployment(world: World, namespace: string, name: string): void {
  const deployment = world.objects.get('apps/v1', 'deployments', name, namespace);
  if (!deployment || deployment.metadata.deletionTimestamp) return;
  const current = currentSet(world, deployment);
  const old = ownedBy(world, 'apps/v1', 'replicasets', deployment).filter(
    (set) => set.metadata.uid !== current.metadata.uid,
  );
  roll(world, deployment, current, old);
  forgetOld(world, deployment, old);
  writeDeploymentStatus(world, deployment, current);
}

function currentSet(world: World, deployment: KubeObject): KubeObject {
  const hash = hashLetters(JSON.stringify(dig(deployment, 'spec', 'template')));
  const { name, namespace } = deployment.metadata;
  const setName = `${name}-${hash}`;
  const found = world.objects.get('apps/v1', 'replicasets', setName, namespace);
  const sets = ownedBy(world, 'apps/v1', 'replicasets', deployment);
  const newest = Math.max(0, ...sets.filter((set) => set.metadata.name !== setName).map(revisionOf));
  if (found && revisionOf(found) > newest) return found;
  const revision = String(newest + 1);
  if (found) return rename(world, found, revision);
  const made = newSet(world, deployment, { setName, hash, revision });
  if (replicasOf(made) > 0) tellScaled(world, deployment, `up replica set ${setName}`, { to: replicasOf(made) });
  return world.objects.put('apps/v1', 'replicasets', made, CONTROLLER_MANAGER);
}

/** From 1.26 on it is also told from how many. */
function tellScaled(
  world: World,
  deployment: KubeObject,
  what: string,
  { from = 0, to }: { from?: number; to: number },
) {
  const before = world.minor >= 26 ? ` from ${from}` : '';
  const message = `Scaled ${what}${before} to ${to}`;
  recordEvent(
    world,
    { object: deployment, ...KIND },
    { type: 'Normal', reason: 'ScalingReplicaSet', message, component: COMPONENT },
  );
}

/** A rollback: the set of an earlier revision becomes the newest. */
function rename(world: World, set: KubeObject, revision: string): KubeObject {
  const { name, namespace } = set.metadata;
  const at = { apiVersion: 'apps/v1', plural: 'replicasets', name, namespace };
  const changed = world.objects.change(at, (draft) => {
    draft.metadata.annotations = { ...draft.metadata.annotations, [REVISION]: revision };
  });
  return changed ?? set;
}

function newSet(
  world: World,
  deployment: KubeObject,
  made: { setName: string; hash: string; revision: string },
): KubeObject {
  const template = copyOf(digObject(deployment, 'spec', 'template') ?? {});
  const labels = {
    ...(digObject(template, 'metadata', 'labels') as Record<string, string>),
    'pod-template-hash': made.hash,
  };
  const selector = {
    matchLabels: { ...digObject(deployment, 'spec', 'selector', 'matchLabels'), 'pod-template-hash': made.hash },
  };
  const isFirst = ownedBy(world, 'apps/v1', 'replicasets', deployment).length === 0;
  const { namespace } = deployment.metadata;
  return {
    metadata: {
      name: made.setName,
      ...(namespace ? { namespace } : {}),
      labels,
      annotations: { [REVISION]: made.revision },
      ownerReferences: [ownerReference(KIND, deployment)],
      creationTimestamp: timestamp(world.now()),
      uid: world.random.uid(),
    },
    spec: {
      replicas: isFirst ? replicasOf(deployment) : 0,
      selector,
      template: { ...template, metadata: { ...digObject(template, 'metadata'), labels } },
    },
  };
}

function roll(world: World, deployment: KubeObject, current: KubeObject, old: KubeObject[]): void {
  const replicas = replicasOf(deployment);
  const size = (set: KubeObject) => ({ wanted: replicasOf(set), available: statusOf(set, 'availableReplicas') });
  const isRecreate = dig(deployment, 'spec', 'strategy', 'type') === 'Recreate';
  const limits = digObject(deployment, 'spec', 'strategy', 'rollingUpdate');
  const surge = resolveShare(limits?.['maxSurge'], replicas, 'up');
  const missing = resolveShare(limits?.['maxUnavailable'], replicas, 'down');
  const plan = isRecreate
    ? { current: old.some((set) => statusOf(set, 'replicas') > 0) ? 0 : replicas, old: old.map(() => 0) }
    : planRollout({
        replicas,
        current: size(current),
        old: old.map(size),
        maxSurge: surge === 0 && missing === 0 ? 1 : surge,
        maxUnavailable: missing,
      });
  resize(world, deployment, current, plan.current);
  for (const [index, set] of old.entries()) resize(world, deployment, set, plan.old[index] ?? 0);
}

function resize(world: World, deployment: KubeObject, set: KubeObject, replicas: number): void {
  const before = replicasOf(set);
  if (before === replicas) return;
  const { name, namespace } = set.metadata;
  world.objects.change(
    { apiVersion: 'apps/v1', plural: 'replicasets', name, namespace },
    (draft) => {
      draft['spec'] = { ...digObject(draft, 'spec'), replicas };
      draft.metadata.generation = (draft.metadata.generation ?? 0) + 1;
    },
    CONTROLLER_MANAGER,
  );
  const direction = replicas > before ? 'up' : 'down';
  tellScaled(world, deployment, `${direction} replica set ${name}`, { from: before, to: replicas });
}

/** Old revisions are kept for rollbacks, as many as the deployment says. */
function forgetOld(world: World, deployment: KubeObject, old: KubeObject[]): void {
  const kept = digNumber(deployment, 'spec', 'revisionHistoryLimit') ?? 10;
  const empty = old
    .filter((set) => replicasOf(set) === 0 && statusOf(set, 'replicas') === 0)
    .sort((one, other) => revisionOf(other) - revisionOf(one));
  for (const { metadata } of empty.slice(kept))
    world.objects.delete('apps/v1', 'replicasets', metadata.name, metadata.namespace);
}
