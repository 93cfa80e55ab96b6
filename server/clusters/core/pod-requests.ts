import { json as fields, list } from '~/server/kernel/json';
import { bytes, milliCores } from '~/server/kernel/quantity';

type Fields = Record<string, unknown>;
type Requests = { cpu_request_millis: number; memory_request_bytes: number };

/**
 * What one pod asks of its node, as the scheduler counts it: the containers together, or the largest of the init
 * containers where that is more; sidecars (init containers that restart) count with the containers, and the overhead on top.
 * https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function podRequests(pod: Fields): Requests {
  const containers = list(pod['containers']).map(fields);
  const init = list(pod['initContainers']).map(fields);
  const sidecars = init.filter((container) => container['restartPolicy'] === 'Always');
  const once = init.filter((container) => container['restartPolicy'] !== 'Always');
  const running = [...containers, ...sidecars].map(requestsOf).reduce(add, NOTHING);
  const starting = once.map(requestsOf).map((one) => add(one, sidecars.map(requestsOf).reduce(add, NOTHING)));
  return add(starting.reduce(larger, running), amounts(fields(pod['overhead'])));
}

const NOTHING: Requests = { cpu_request_millis: 0, memory_request_bytes: 0 };

const amounts = (resources: Fields): Requests => ({
  cpu_request_millis: milliCores(resources['cpu']),
  memory_request_bytes: bytes(resources['memory']),
});

/** A limit without a request is a request too. */
function requestsOf(container: Fields): Requests {
  const resources = fields(container['resources']);
  return amounts({ ...fields(resources['limits']), ...fields(resources['requests']) });
}

const add = (one: Requests, other: Requests): Requests => ({
  cpu_request_millis: one.cpu_request_millis + other.cpu_request_millis,
  memory_request_bytes: one.memory_request_bytes + other.memory_request_bytes,
});

const larger = (one: Requests, other: Requests): Requests => ({
  cpu_request_millis: Math.max(one.cpu_request_millis, other.cpu_request_millis),
  memory_request_bytes: Math.max(one.memory_request_bytes, other.memory_request_bytes),
});
