import { parseQuantity } from '~/server/simulator/api/decode/quantity';
import { digList, digObject, digText, isObject, type JsonObject, type KubeObject } from '~/server/simulator/api/object';

/** Amounts by resource, in thousandths: millicores, thousandths of a byte. */
export type Amounts = ReadonlyMap<string, number>;

const THOUSANDTH = 1_000_000n;
const known = new WeakMap<object, Amounts>();

/**
 * What a pod requests: its containers together or the largest of its init containers, and its overhead
 * (https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers). `pods` is 1.
 */
export function requestsOf(pod: KubeObject): Amounts {
  const spec = isObject(pod['spec']) ? pod['spec'] : pod;
  const before = known.get(spec);
  if (before) return before;
  const init = digList(spec, 'initContainers');
  const stays = (container: JsonObject) => container['restartPolicy'] === 'Always';
  const together = sum([...digList(spec, 'containers'), ...init.filter(stays)].map(requestsOfContainer));
  const largest = init
    .filter((one) => !stays(one))
    .map(requestsOfContainer)
    .reduce(max, new Map());
  const requests = new Map(sum([max(together, largest), amounts(digObject(spec, 'overhead'))]));
  requests.set('pods', 1000);
  known.set(spec, requests);
  return requests;
}

/** What is left of a node; undefined for one that tells no amounts, which takes everything. */
export function freeOn(node: KubeObject, pods: readonly KubeObject[]): Amounts | undefined {
  const allocatable = digObject(node, 'status', 'allocatable');
  if (!allocatable) return undefined;
  const free = new Map(amountsOnce(allocatable));
  for (const pod of pods) {
    if (isOver(pod)) continue;
    for (const [name, amount] of requestsOf(pod)) free.set(name, (free.get(name) ?? 0) - amount);
  }
  return free;
}

/** The resources of which a node has too little, in words of the scheduler. */
export function lackingFor(pod: KubeObject, free: Amounts | undefined): string[] {
  if (!free) return [];
  const lacking = [...requestsOf(pod)].filter(([name, amount]) => amount > 0 && amount > (free.get(name) ?? 0));
  return lacking.map(([name]) => (name === 'pods' ? 'Too many pods' : `Insufficient ${name}`));
}

/** How much of a node's processors and memory is taken, from 0 to 1, the mean of both. */
export function shareTaken(node: KubeObject, free: Amounts | undefined): number {
  const allocatable = amountsOnce(digObject(node, 'status', 'allocatable') ?? {});
  const shares = ['cpu', 'memory'].flatMap((name) => {
    const whole = allocatable.get(name);
    return whole ? [1 - (free?.get(name) ?? whole) / whole] : [];
  });
  return shares.reduce((total, share) => total + share, 0) / Math.max(1, shares.length);
}

const isOver = (pod: KubeObject) => ['Succeeded', 'Failed'].includes(digText(pod, 'status', 'phase') ?? '');

/** The API server makes requests of limits; what comes past it may not have been through that. */
const requestsOfContainer = (container: JsonObject): Amounts =>
  amounts({ ...digObject(container, 'resources', 'limits'), ...digObject(container, 'resources', 'requests') });

/** Amounts of an object that stays as it is, read once. */
function amountsOnce(given: JsonObject): Amounts {
  const before = known.get(given);
  if (before) return before;
  const read = amounts(given);
  known.set(given, read);
  return read;
}

const amounts = (given: JsonObject | undefined): Amounts =>
  new Map(
    Object.entries(given ?? {}).map(([name, text]) => [name, Number((parseQuantity(String(text)) ?? 0n) / THOUSANDTH)]),
  );

const joined =
  (join: (one: number, other: number) => number) =>
  (one: Amounts, other: Amounts): Amounts =>
    new Map([...one.keys(), ...other.keys()].map((name) => [name, join(one.get(name) ?? 0, other.get(name) ?? 0)]));
const max = joined(Math.max);

function sum(all: readonly Amounts[]): Amounts {
  const total = new Map<string, number>();
  for (const one of all) for (const [name, amount] of one) total.set(name, (total.get(name) ?? 0) + amount);
  return total;
}
