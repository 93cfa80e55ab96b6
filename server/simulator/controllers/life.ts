import type { Clock } from '~/server/kernel/clock';
import { dig, digText, type KubeObject } from '~/server/simulator/api/object';
import { apiVersionOf } from '~/server/simulator/api/write/writer';
import type { SimulatedMember } from '~/server/simulator/member';
import { createRandom } from '~/server/simulator/random';
import { collectDependents, finishDeletion, finishNamespace } from './collect-garbage';
import { reconcileBudget, wakeBudgets } from './disruption';
import { reconcileService } from './endpoints';
import { furnishAccount, furnishNamespace } from './namespace-content';
import { monitorNode } from './nodes/monitor-node';
import { renewLease, reportNode } from './nodes/node-heartbeat';
import { crashPod, endPodOnNode, finishPod, runPod, startPod } from './pods/run-pod';
import { schedulePod } from './pods/schedule';
import { reconcileCronJob } from './workloads/cron-job';
import { reconcileDaemonSet } from './workloads/daemon-set';
import { reconcileDeployment } from './workloads/deployment';
import { reconcileJob } from './workloads/job';
import { reconcileReplicaSet } from './workloads/replica-set';
import { reconcileStatefulSet } from './workloads/stateful-set';
import { controllerOf, EVENT_LIFE_MS, expireEvent, KUBELET_PACE, type Pace, type Reconcile, type World } from './world';

/** The controllers, scheduler and kubelets of one member. Nothing happens but in `run`. */
export type Life = {
  world: World;
  /** Does all work that is due, and the work that follows from it at once. */
  run(): void;
  /** Lets something happen, and come to rest, as if at an earlier time: what comes of it is as old as that. */
  settle(at: Date, happen: () => void): void;
  /** When there is something to do next, in milliseconds of the clock; undefined for never. */
  nextAt(): number | undefined;
  stop(): void;
};

type Options = { clock: Clock; seed: string; pace?: Partial<Pace> };

const CONTROLLERS: Record<string, Reconcile> = {
  deployment: reconcileDeployment,
  'replica-set': reconcileReplicaSet,
  'stateful-set': reconcileStatefulSet,
  'daemon-set': reconcileDaemonSet,
  job: reconcileJob,
  'cron-job': reconcileCronJob,
  service: reconcileService,
  budget: reconcileBudget,
  'furnish-namespace': furnishNamespace,
  account: furnishAccount,
  schedule: schedulePod,
  'run-pod': runPod,
  'start-pod': startPod,
  'end-pod': endPodOnNode,
  'crash-pod': crashPod,
  'finish-pod': finishPod,
  'expire-event': expireEvent,
  'node-lease': renewLease,
  'node-status': reportNode,
  'node-monitor': monitorNode,
};

/** Kind → controller, for what is reconciled when it changes. */
const OWN: [apiVersion: string, plural: string, controller: string, kind: string][] = [
  ['apps/v1', 'deployments', 'deployment', 'Deployment'],
  ['apps/v1', 'replicasets', 'replica-set', 'ReplicaSet'],
  ['apps/v1', 'statefulsets', 'stateful-set', 'StatefulSet'],
  ['apps/v1', 'daemonsets', 'daemon-set', 'DaemonSet'],
  ['batch/v1', 'jobs', 'job', 'Job'],
  ['batch/v1', 'cronjobs', 'cron-job', 'CronJob'],
  ['v1', 'services', 'service', 'Service'],
  ['v1', 'serviceaccounts', 'account', 'ServiceAccount'],
  ['policy/v1', 'poddisruptionbudgets', 'budget', 'PodDisruptionBudget'],
];

export function createLife(member: SimulatedMember, { clock, seed, pace }: Options): Life {
  const due = new Map<string, number>();
  let shifted: number | undefined;
  const now = () => shifted ?? clock.now().getTime();
  const world: World = {
    objects: member.objects,
    minor: member.registry.minor,
    identity: { certificateAuthority: member.ca, issueLegacy: member.accounts.issueLegacy },
    now: () => new Date(now()),
    isForgotten: () => now() < clock.now().getTime() - EVENT_LIFE_MS,
    random: createRandom(`${seed}/${member.name}`),
    pace: { ...KUBELET_PACE, ...pace },
    silentNodes: new Set(),
    enqueue(controller, namespace, name, inMs = 0) {
      const key = `${controller} ${namespace} ${name}`;
      const at = now() + inMs;
      const before = due.get(key);
      if (before === undefined || at < before) due.set(key, at);
    },
  };
  const work = (isMeant: (key: string) => boolean) => {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const ready = [...due].filter(([key, at]) => at <= now() && isMeant(key)).map(([key]) => key);
      if (ready.length === 0) return;
      const pods = ready.filter(isAboutPod);
      for (const key of pods.length > 0 ? pods : ready) {
        due.delete(key);
        reconcile(world, member, key);
      }
    }
  };
  const stops = watchAll(world, member);
  return {
    world,
    run: () => work(() => true),
    settle(at, happen) {
      shifted = at.getTime();
      happen();
      for (const key of due.keys()) if (!isPeriodic(key)) due.set(key, at.getTime());
      for (let second = 0; second < SETTLE_SECONDS; second++) {
        shifted = at.getTime() + second * 1000;
        work((key) => !isPeriodic(key));
      }
      shifted = undefined;
      for (const key of due.keys())
        if (isPeriodic(key)) due.set(key, now() + world.random.whole(0, world.pace.leaseEveryMs));
    },
    nextAt: () => (due.size === 0 ? undefined : Math.min(...due.values())),
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/** Pods come first: whoever counts them then counts them once. */
const isAboutPod = (key: string) => /^(schedule|run-pod|start-pod|end-pod|crash-pod) /.test(key);
/** More rounds than any chain of controllers needs; what is left is done in the next run. */
const MOST_ROUNDS = 100;
/** Long enough for a pod to start, or to fail and back off. */
const SETTLE_SECONDS = 20;
const isPeriodic = (key: string) =>
  key.startsWith('node-') || key.startsWith('cron-job ') || key.startsWith('finish-pod ');

function reconcile(world: World, member: SimulatedMember, key: string): void {
  const [controller = '', namespace = '', name = ''] = key.split(' ');
  if (controller === 'namespace') finishNamespace(world, '', name, namespacedKinds(member));
  else CONTROLLERS[controller]?.(world, namespace, name);
}

const namespacedKinds = ({ registry }: SimulatedMember): [string, string][] =>
  registry
    .resources()
    .filter(({ kind }) => kind.namespaced && kind.verbs.includes('delete'))
    .map((resource) => [apiVersionOf(resource), resource.kind.plural]);

function watchAll(world: World, { objects }: SimulatedMember): (() => void)[] {
  const watch = (apiVersion: string, plural: string, listener: (object: KubeObject, type: string) => void) => {
    for (const object of objects.list(apiVersion, plural)) listener(object, 'ADDED');
    return objects.watch(apiVersion, plural, ({ type, object }) => listener(object, type));
  };
  const own = OWN.map(([apiVersion, plural, controller]) =>
    watch(apiVersion, plural, (object, type) => {
      const { name, namespace = '' } = object.metadata;
      wakeOwner(world, object);
      if (type === 'DELETED') collectDependents(world, object);
      else if (object.metadata.deletionTimestamp) finishDeletion(world, [apiVersion, plural], object);
      else world.enqueue(controller, namespace, name);
    }),
  );
  return [
    ...own,
    watch('v1', 'pods', (pod, type) => podChanged(world, pod, type)),
    watch('v1', 'nodes', (node, type) => nodeChanged(world, node, type)),
    watch('v1', 'namespaces', ({ metadata }, type) => {
      if (type === 'DELETED') return;
      world.enqueue(metadata.deletionTimestamp ? 'namespace' : 'furnish-namespace', '', metadata.name);
    }),
  ];
}

function wakeOwner(world: World, object: KubeObject): void {
  const owner = controllerOf(object);
  const controller = OWN.find(([, , , kind]) => kind === owner?.kind)?.[2];
  if (owner && controller) world.enqueue(controller, object.metadata.namespace ?? '', owner.name);
}

function podChanged(world: World, pod: KubeObject, type: string): void {
  const { name, namespace = '', labels = {} } = pod.metadata;
  wakeOwner(world, pod);
  wakeBudgets(world, pod);
  for (const service of world.objects.list('v1', 'services', namespace)) {
    const selector = Object.entries((dig(service, 'spec', 'selector') ?? {}) as Record<string, string>);
    if (selector.length > 0 && selector.every(([key, value]) => labels[key] === value))
      world.enqueue('service', namespace, service.metadata.name);
  }
  if (type === 'DELETED') return;
  if (!digText(pod, 'spec', 'nodeName')) world.enqueue('schedule', namespace, name);
  else if (pod.metadata.deletionTimestamp || dig(pod, 'status', 'phase') === 'Pending')
    world.enqueue('run-pod', namespace, name);
  else if (controllerOf(pod)?.kind === 'Job' && dig(pod, 'status', 'phase') === 'Running')
    world.enqueue('finish-pod', namespace, name, world.random.whole(...world.pace.jobRunMs));
}

function nodeChanged(world: World, { metadata }: KubeObject, type: string): void {
  if (type === 'ADDED' || type === 'DELETED') {
    for (const set of world.objects.list('apps/v1', 'daemonsets'))
      world.enqueue('daemon-set', set.metadata.namespace ?? '', set.metadata.name);
  }
  if (type === 'DELETED') return;
  world.enqueue('node-monitor', '', metadata.name, type === 'ADDED' ? world.random.whole(0, 40_000) : 0);
  if (type !== 'ADDED') return;
  world.enqueue('node-lease', '', metadata.name, world.random.whole(0, world.pace.leaseEveryMs));
  world.enqueue('node-status', '', metadata.name, world.random.whole(0, world.pace.nodeStatusEveryMs));
}
