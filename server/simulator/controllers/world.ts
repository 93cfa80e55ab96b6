import { digText, type KubeObject, type OwnerReference } from '~/server/simulator/api/object';
import type { By, Objects } from '~/server/simulator/api/write/objects';
import type { Random } from '~/server/simulator/random';

/** What a controller sees of its member: the objects, the time, chance, and work for later. */
export type World = {
  objects: Objects;
  /** The minor version of Kubernetes that the member is. */
  minor: number;
  /** By what the member is known to its pods, and they to it. */
  identity: { certificateAuthority: string; issueLegacy(account: KubeObject, secret: string): string };
  now(): Date;
  /** Nobody remembers what happens now: it happens long ago, while a cluster settles. */
  isForgotten(): boolean;
  random: Random;
  pace: Pace;
  /** Runs a controller for an object, after some time or in this very turn. */
  enqueue(controller: string, namespace: string, name: string, inMs?: number): void;
  /** Nodes whose kubelet is silent: no leases, no status, no pods started. */
  silentNodes: Set<string>;
};

/** How fast life goes, in milliseconds; kubelets' own habits by default. */
export type Pace = {
  leaseEveryMs: number;
  nodeStatusEveryMs: number;
  podStartMs: [from: number, to: number];
  jobRunMs: [from: number, to: number];
};

export const KUBELET_PACE: Pace = {
  leaseEveryMs: 10_000,
  nodeStatusEveryMs: 300_000,
  podStartMs: [800, 3000],
  jobRunMs: [20_000, 90_000],
};

/** Brings one object nearer to what is wanted. It is called again whenever something it depends on changes. */
export type Reconcile = (world: World, namespace: string, name: string) => void;

export const CONTROLLER_MANAGER: By = { manager: 'kube-controller-manager' };
export const CONTROLLER_STATUS: By = { manager: 'kube-controller-manager', subresource: 'status' };
export const KUBELET: By = { manager: 'kubelet', subresource: 'status' };

type Owner = { apiVersion: string; kind: string };

export function ownerReference({ apiVersion, kind }: Owner, { metadata }: KubeObject): OwnerReference {
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid ?? '', controller: true, blockOwnerDeletion: true };
}

export const controllerOf = ({ metadata }: KubeObject) =>
  metadata.ownerReferences?.find(({ controller }) => controller === true);

/** The objects of a kind that an owner controls and that are not on their way out. */
export function ownedBy(world: World, apiVersion: string, plural: string, owner: KubeObject): KubeObject[] {
  const { namespace, uid } = owner.metadata;
  return world.objects
    .list(apiVersion, plural, namespace)
    .filter((object) => controllerOf(object)?.uid === uid && !object.metadata.deletionTimestamp);
}

/** Tells something that happened, as the event recorders do; the same event again is counted. */
export function recordEvent(
  world: World,
  about: { object: KubeObject } & Owner,
  event: { type: string; reason: string; message: string; component: string },
): void {
  if (world.isForgotten()) return;
  const { name, namespace = 'default', uid } = about.object.metadata;
  const now = `${world.now().toISOString().slice(0, 19)}Z`;
  const eventName = `${name}.${event.reason.toLowerCase()}`;
  const before = world.objects.get('v1', 'events', eventName, namespace);
  world.objects.put('v1', 'events', {
    metadata: { name: eventName, namespace },
    involvedObject: {
      kind: about.kind,
      ...(about.object.metadata.namespace ? { namespace } : {}),
      name,
      uid,
      apiVersion: about.apiVersion,
    },
    reason: event.reason,
    message: event.message,
    source: { component: event.component },
    firstTimestamp: before?.['firstTimestamp'] ?? now,
    lastTimestamp: now,
    count: Number(before?.['count'] ?? 0) + 1,
    type: event.type,
    eventTime: null,
    reportingComponent: event.component,
    reportingInstance: '',
  });
  world.enqueue('expire-event', namespace, eventName, EVENT_LIFE_MS);
}

/** Events are forgotten after an hour (`--event-ttl`) in which they have not come again. */
export const EVENT_LIFE_MS = 3_600_000;

export function expireEvent(world: World, namespace: string, name: string): void {
  const last = digText(world.objects.get('v1', 'events', name, namespace), 'lastTimestamp');
  if (last === undefined) return;
  const left = Date.parse(last) + EVENT_LIFE_MS - world.now().getTime();
  if (left > 0) world.enqueue('expire-event', namespace, name, left);
  else world.objects.delete('v1', 'events', name, namespace);
}

/** A condition set in a list of them; `lastTransitionTime` moves only when the status does. */
export type Condition = { type: string; status: string; reason?: string; message?: string; [field: string]: unknown };

export function withCondition(
  conditions: unknown,
  next: Condition,
  now: string,
  updated?: 'lastUpdateTime' | 'lastHeartbeatTime' | 'lastProbeTime',
): Condition[] {
  const list: Condition[] = Array.isArray(conditions) ? conditions : [];
  const before = list.find(({ type }) => type === next.type);
  if (before && before.status === next.status && before.reason === next.reason && before.message === next.message)
    return list;
  const lastTransitionTime = before?.status === next.status ? before['lastTransitionTime'] : now;
  const { type, status, ...why } = next;
  const made = { type, status, ...(updated ? { [updated]: now } : {}), lastTransitionTime, ...why };
  return before ? list.map((other) => (other === before ? made : other)) : [...list, made];
}
