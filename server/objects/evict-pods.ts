import type { Clock } from '~/server/kernel/clock';
import { clusterFailureOf, failureOf, isRefusedWith } from '~/server/kernel/failure';
import { inParallel } from '~/server/kernel/in-parallel';
import type { MemberClient } from '~/server/kube/member-client';
import type { Drain, DrainedPod, DrainOptions } from './model/drain';
import type { DrainStore } from './ports';

const PODS = { group: '', version: 'v1', plural: 'pods' };
const AT_ONCE = 8;
const AGAIN_MS = 2000;

export type Evicting = {
  client: MemberClient;
  clock: Clock;
  save(change: Parameters<DrainStore['save']>[1]): Promise<{ cancelled: boolean }>;
  options: DrainOptions;
  version: 'v1' | 'v1beta1';
  /** Waits between two looks; given by tests. */
  wait?(ms: number): Promise<void>;
};

/** `deny`: whoever began it may no longer do it. */
type Round = Evicting & { deny(): void };
type Target = { namespace: string; name: string };

/**
 * Evicts pods until all are gone, the time is over or someone cancels. A budget that allows no disruption answers 429: the
 * pod waits and is tried again. https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/
 * Ends before the next eviction when the client says that whoever began it may no longer do it.
 */
export async function evictAll(evicting: Evicting, targets: readonly Target[]): Promise<Drain['state']> {
  const { clock, save, options, wait = pause } = evicting;
  const began = clock.monotonic();
  let pods: DrainedPod[] = targets.map(({ namespace, name }) => ({
    ...{ namespace, name, said: '' },
    state: 'waiting',
    since: clock.now().toISOString(),
  }));
  let isDenied = false;
  const deny = () => {
    isDenied = true;
  };
  for (;;) {
    pods = await inParallel(AT_ONCE, pods, (pod) => advance({ ...evicting, deny }, pod));
    const isLate = clock.monotonic() - began > options.timeoutSeconds * 1000;
    const now = standOf(pods, isDenied ? 'rights' : isLate ? 'timeout' : undefined);
    const { cancelled } = await save({ pods, ...now });
    if (now.state !== 'running') return now.state;
    if (cancelled) {
      await save({ state: 'cancelled' });
      return 'cancelled';
    }
    await wait(AGAIN_MS);
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Where the drain stands after a round. `stop`: why it does not go on with the pods that are left. */
function standOf(pods: DrainedPod[], stop: 'rights' | 'timeout' | undefined): Pick<Drain, 'state'> & { said?: string } {
  const isLeft = pods.some(({ state }) => state === 'waiting' || state === 'evicted');
  if (isLeft) return stop === undefined ? { state: 'running' } : { state: 'failed', said: stop };
  return { state: pods.some(({ state }) => state === 'failed') ? 'failed' : 'done' };
}

async function advance(evicting: Round, pod: DrainedPod): Promise<DrainedPod> {
  if (pod.state === 'gone' || pod.state === 'failed') return pod;
  const next = pod.state === 'waiting' ? await evict(evicting, pod) : await look(evicting, pod);
  const isSame = next.state === pod.state && next.said === pod.said;
  return { ...pod, ...next, since: isSame ? pod.since : evicting.clock.now().toISOString() };
}

type Step = Pick<DrainedPod, 'state' | 'said'>;

async function evict({ client, version, deny }: Round, { namespace, name }: Target): Promise<Step> {
  const eviction = { apiVersion: `policy/${version}`, kind: 'Eviction', metadata: { namespace, name } };
  try {
    await client.create(PODS, { namespace, name, subresource: 'eviction' }, eviction);
    return { state: 'evicted', said: '' };
  } catch (error) {
    const failure = clusterFailureOf(error);
    if (!failure && isDenial(error)) {
      deny();
      return { state: 'waiting', said: '' };
    }
    if (!failure) throw error;
    if (failure.kind === 'cluster-refused' && failure.status === 404) return { state: 'gone', said: '' };
    const mayPass = failure.kind === 'cluster-unreachable' || failure.status === 429 || failure.status >= 500;
    return { state: mayPass ? 'waiting' : 'failed', said: failure.detail };
  }
}

/** The hub's own no, not the member's: what is out of sight is not found. */
const isDenial = (error: unknown) => ['forbidden', 'not-found'].includes(failureOf(error)?.kind ?? '');

/** Gone, or another pod took its name: a StatefulSet's does. */
async function look({ client }: Evicting, { namespace, name }: Target): Promise<Step> {
  try {
    const { metadata } = await client.get(PODS, { namespace, name });
    return metadata.deletionTimestamp === undefined ? { state: 'gone', said: '' } : { state: 'evicted', said: '' };
  } catch (error) {
    const failure = clusterFailureOf(error);
    if (!failure) throw error;
    return isRefusedWith(error, 404) ? { state: 'gone', said: '' } : { state: 'evicted', said: failure.detail };
  }
}
