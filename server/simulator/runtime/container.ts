import {
  digList,
  digNumber,
  digObject,
  digText,
  isObject,
  type JsonObject,
  type KubeObject,
} from '~/server/simulator/api/object';

/** One life of a container. Without `finishedAt` it goes on. */
export type Run = { startedAt: Date; finishedAt?: Date; exitCode?: number; restart: number };

/** What a kubelet knows of a container of a pod on its node. */
export type Container = {
  namespace: string;
  pod: string;
  uid: string;
  name: string;
  image: string;
  node: string;
  address: string;
  hostname: string;
  ports: number[];
  env: Record<string, string>;
  command: string[];
  /** The life that logs and commands are about: the present one, else the last. */
  run?: Run;
  previous?: Run;
  /** Why it does not run. */
  waiting?: string;
};

/** The names of a pod's containers in the order in which the real server lists them. */
export const containerNames = (pod: KubeObject): string[] =>
  ['initContainers', 'containers', 'ephemeralContainers'].flatMap((field) =>
    digList(pod, 'spec', field).map(({ name }) => String(name)),
  );

/** A container as the pod's spec and status tell of it; undefined when the pod has none of that name. */
export function readContainer(pod: KubeObject, name: string): Container | undefined {
  const lists = ['initContainers', 'containers', 'ephemeralContainers'];
  const spec = lists.flatMap((field) => digList(pod, 'spec', field)).find((one) => one['name'] === name);
  if (!spec) return undefined;
  const statuses = ['initContainerStatuses', 'containerStatuses'].flatMap((field) => digList(pod, 'status', field));
  const status = statuses.find((one) => one['name'] === name);
  const { namespace = '', uid = '' } = pod.metadata;
  const address = digText(pod, 'status', 'podIP') ?? '';
  const waiting = digText(status, 'state', 'waiting', 'reason');
  return {
    namespace,
    pod: pod.metadata.name,
    uid,
    name,
    image: String(spec['image'] ?? ''),
    node: digText(pod, 'spec', 'nodeName') ?? '',
    address,
    hostname: digText(pod, 'spec', 'hostname') ?? pod.metadata.name,
    ports: digList(spec, 'ports').map((port) => Number(port['containerPort'])),
    env: environmentOf(spec),
    command: ['command', 'args'].flatMap((field) => texts(spec[field])),
    ...runsOf(status),
    ...(waiting === undefined ? {} : { waiting }),
  };
}

const texts = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);

const environmentOf = (spec: JsonObject): Record<string, string> =>
  Object.fromEntries(
    digList(spec, 'env').flatMap(({ name, value }) => (typeof value === 'string' ? [[String(name), value]] : [])),
  );

function runsOf(status: JsonObject | undefined): { run?: Run; previous?: Run } {
  const restart = digNumber(status, 'restartCount') ?? 0;
  const running = digText(status, 'state', 'running', 'startedAt');
  const ended = finishedRun(digObject(status, 'state', 'terminated'), restart);
  const last = finishedRun(digObject(status, 'lastState', 'terminated'), restart - 1);
  const run = running === undefined ? (ended ?? last) : { startedAt: new Date(running), restart };
  return { ...(run ? { run } : {}), ...(last ? { previous: last } : {}) };
}

function finishedRun(state: JsonObject | undefined, restart: number): Run | undefined {
  if (!isObject(state)) return undefined;
  const finishedAt = new Date(String(state['finishedAt']));
  return {
    startedAt: new Date(String(state['startedAt'])),
    finishedAt,
    exitCode: Number(state['exitCode'] ?? 0),
    restart,
  };
}
