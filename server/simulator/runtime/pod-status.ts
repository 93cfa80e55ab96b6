import {
  digList,
  digNumber,
  digObject,
  digText,
  type JsonObject,
  type KubeObject,
  timestamp,
} from '~/server/simulator/api/object';
import { hash } from '~/server/simulator/random';

/** The state that a kubelet reports of the containers of a pod. */
export type PodState =
  | { kind: 'waiting'; reason: string; message?: string }
  | { kind: 'running'; address: string }
  /** Ended with an error; started again after a while that grows. */
  | { kind: 'crashed'; exitCode: number; backoffSeconds: number }
  | { kind: 'succeeded' };

/** The status of a pod as its kubelet writes it when its containers have come to a state. */
export function podStatus(pod: KubeObject, state: PodState, at: Date, hostAddress?: string): JsonObject {
  const now = timestamp(at);
  const before = digObject(pod, 'status') ?? {};
  const address = state.kind === 'running' ? state.address : digText(before, 'podIP');
  return {
    ...before,
    phase: phaseAfter(digText(before, 'phase'), state),
    conditions: conditionsOf(pod, state, now),
    ...(hostAddress ? { hostIP: hostAddress } : {}),
    ...(address ? { podIP: address, podIPs: [{ ip: address }] } : {}),
    startTime: before['startTime'] ?? now,
    containerStatuses: digList(pod, 'spec', 'containers').map((container, index) => {
      const known = digList(before, 'containerStatuses')[index] ?? {};
      return containerStatus(container, known, { state, now, id: `${pod.metadata.uid}/${container['name']}` });
    }),
  };
}

/** A pod that has run stays Running while its containers are started again. */
function phaseAfter(before: string | undefined, { kind }: PodState): string {
  if (kind === 'succeeded') return 'Succeeded';
  return kind === 'waiting' && before !== 'Running' ? 'Pending' : 'Running';
}

function conditionsOf(pod: KubeObject, state: PodState, now: string): JsonObject[] {
  const names = digList(pod, 'spec', 'containers').map(({ name }) => name);
  const isReady = state.kind === 'running';
  const message = `containers with unready status: [${names.join(' ')}]`;
  const why = isReady ? {} : state.kind === 'succeeded' ? DONE : { reason: 'ContainersNotReady', message };
  const initialized = state.kind === 'succeeded' ? DONE : {};
  const wanted = [
    { type: 'Initialized', status: 'True', ...initialized },
    { type: 'Ready', status: isReady ? 'True' : 'False', ...why },
    { type: 'ContainersReady', status: isReady ? 'True' : 'False', ...why },
  ];
  const before = digList(pod, 'status', 'conditions');
  const others = before.filter(({ type }) => !wanted.some((one) => one.type === type));
  return [...wanted.map((one) => transitioned(before, one, now)), ...others];
}

const DONE = { reason: 'PodCompleted' };

/** `lastTransitionTime` moves only when the status does. */
function transitioned(before: readonly JsonObject[], { type, status, ...why }: JsonObject, now: string): JsonObject {
  const known = before.find((one) => one['type'] === type && one['status'] === status);
  return { type, status, lastProbeTime: null, lastTransitionTime: known?.['lastTransitionTime'] ?? now, ...why };
}

type Change = { state: PodState; now: string; id: string };

function containerStatus(container: JsonObject, before: JsonObject, { state, now, id }: Change): JsonObject {
  const image = String(container['image']);
  const restarts = digNumber(before, 'restartCount') ?? 0;
  const isRunning = state.kind === 'running';
  const count = state.kind === 'crashed' ? restarts + 1 : restarts;
  const containerId = (restart: number) => `containerd://${digest(`${id}/${restart}`)}`;
  const startedAt = digText(before, 'state', 'running', 'startedAt') ?? now;
  const terminated = (exitCode: number, reason: string) => ({
    terminated: { exitCode, reason, startedAt, finishedAt: now, containerID: containerId(restarts) },
  });
  const states: Record<PodState['kind'], () => JsonObject> = {
    waiting: () => ({ waiting: waitingOf(state) }),
    running: () => ({ running: { startedAt: now } }),
    succeeded: () => terminated(0, 'Completed'),
    crashed: () => ({ waiting: backoffOf(container, state, id) }),
  };
  const hasRun =
    isRunning || state.kind === 'crashed' || state.kind === 'succeeded' || digText(before, 'containerID') !== undefined;
  return {
    name: container['name'],
    state: states[state.kind](),
    lastState: state.kind === 'crashed' ? terminated(state.exitCode, 'Error') : (before['lastState'] ?? {}),
    ready: isRunning,
    restartCount: count,
    image,
    imageID: hasRun ? `${image.split(':')[0]}@sha256:${digest(image)}` : '',
    ...(hasRun ? { containerID: containerId(restarts) } : {}),
    started: isRunning,
  };
}

function waitingOf(state: PodState): JsonObject {
  if (state.kind !== 'waiting') return {};
  return { reason: state.reason, ...(state.message ? { message: state.message } : {}) };
}

function backoffOf(container: JsonObject, state: PodState, id: string): JsonObject {
  const seconds = state.kind === 'crashed' ? state.backoffSeconds : 0;
  const wait = seconds >= 60 ? `${Math.floor(seconds / 60)}m${seconds % 60}s` : `${seconds}s`;
  const message = `back-off ${wait} restarting failed container=${container['name']} pod=${id.split('/')[0]}`;
  return { reason: 'CrashLoopBackOff', message };
}

const digest = (text: string) => hash(text).toString(16).padStart(64, '0');

/** How long a kubelet waits before the next start: 10 s, doubled each time, five minutes at most. */
export const backoffSeconds = (restarts: number) => Math.min(300, 10 * 2 ** restarts);

/** Images that no registry has: of the host `registry.invalid`, or with a tag that says so. */
export const isBrokenImage = (image: string) =>
  image.startsWith('registry.invalid/') || /:[^/]*(broken|missing|typo)[^/]*$/.test(image);

/** What is told when an image cannot be pulled: at first, and from then on. */
export function pullFailure(image: string, isFirst: boolean): { reason: string; message: string } {
  const pulled = `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
  return isFirst
    ? { reason: 'ErrImagePull', message: `rpc error: code = NotFound desc = ${pulled}` }
    : { reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}"` };
}
