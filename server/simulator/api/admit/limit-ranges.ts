import { forbidden } from '~/server/simulator/api/api-error';
import { parseQuantity } from '~/server/simulator/api/decode/quantity';
import { digList, digObject, digText, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import type { Store } from '~/server/simulator/api/store';

const ANNOTATION = 'kubernetes.io/limit-ranger';
const PODS = { group: '', plural: 'pods' };

/**
 * A new pod as the LimitRanges of its namespace let it in: containers get the defaults that they lack, and what is below a
 * minimum or above a maximum is refused with 403 (https://kubernetes.io/docs/concepts/policy/limit-range/).
 */
export function admitByLimitRanges(store: Store, pod: KubeObject): KubeObject {
  const limits = store
    .all('/limitranges')
    .filter(({ namespace }) => namespace === pod.metadata.namespace)
    .flatMap((stored) => digList(stored.object(), 'spec', 'limits'));
  if (limits.length === 0) return pod;
  const filled = limits.filter(({ type }) => type === 'Container').reduce(withDefaults, pod);
  const problems = limits.flatMap((limit) => problemsOf(limit, filled));
  if (problems.length === 0) return filled;
  const told = problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`;
  throw forbidden(PODS, pod.metadata.name, told ?? '');
}

function withDefaults(pod: KubeObject, limit: JsonObject): KubeObject {
  const told: string[] = [];
  const fill = (which: string, label: string) =>
    digList(pod, 'spec', which).map((container) => {
      const [requests, setRequests] = merged(container, 'requests', limit['defaultRequest']);
      const [limits, setLimits] = merged(container, 'limits', limit['default']);
      if (setRequests.length > 0) told.push(`${setRequests.join(', ')} request for ${label} ${container['name']}`);
      if (setLimits.length > 0) told.push(`${setLimits.join(', ')} limit for ${label} ${container['name']}`);
      return { ...container, resources: { ...digObject(container, 'resources'), limits, requests } };
    });
  const containers = fill('containers', 'container');
  const initContainers = fill('initContainers', 'init container');
  if (told.length === 0) return pod;
  const annotations = { ...pod.metadata.annotations, [ANNOTATION]: `LimitRanger plugin set: ${told.join('; ')}` };
  const spec = { ...digObject(pod, 'spec'), containers, ...(initContainers.length > 0 ? { initContainers } : {}) };
  return { ...pod, spec, metadata: { ...pod.metadata, annotations } };
}

function merged(container: JsonObject, which: string, defaults: unknown): [amounts: JsonObject, added: string[]] {
  const own = digObject(container, 'resources', which) ?? {};
  const given = digObject({ defaults }, 'defaults') ?? {};
  const added = Object.keys(given).filter((name) => own[name] === undefined);
  return [{ ...given, ...own }, added.sort()];
}

function problemsOf(limit: JsonObject, pod: KubeObject): string[] {
  const containers = digList(pod, 'spec', 'containers');
  if (limit['type'] === 'Container') return containers.flatMap((one) => rangeProblems(limit, amountsOf([one])));
  return limit['type'] === 'Pod' ? rangeProblems(limit, amountsOf(containers)) : [];
}

type Amounts = Record<'requests' | 'limits', Map<string, { amount: bigint; text: string }>>;

/** The sum over containers; for one alone its own words are kept. */
function amountsOf(containers: readonly JsonObject[]): Amounts {
  const sum = (which: string) => {
    const amounts = new Map<string, { amount: bigint; text: string }>();
    for (const container of containers)
      for (const [name, value] of Object.entries(digObject(container, 'resources', which) ?? {})) {
        const amount = (amounts.get(name)?.amount ?? 0n) + (parseQuantity(String(value)) ?? 0n);
        amounts.set(name, { amount, text: containers.length === 1 ? String(value) : `${Number(amount) / 1e9}` });
      }
    return amounts;
  };
  return { requests: sum('requests'), limits: sum('limits') };
}

function rangeProblems(limit: JsonObject, { requests, limits }: Amounts): string[] {
  const type = digText(limit, 'type') ?? '';
  const below = Object.entries(digObject(limit, 'min') ?? {}).flatMap(([name, value]) => {
    const least = parseQuantity(String(value)) ?? 0n;
    const said = `minimum ${name} usage per ${type} is ${value}`;
    const [request, most] = [requests.get(name), limits.get(name)];
    if (!request) return [`${said}.  No request is specified`];
    if (request.amount < least) return [`${said}, but request is ${request.text}`];
    return most && most.amount < least ? [`${said}, but limit is ${most.text}`] : [];
  });
  const above = Object.entries(digObject(limit, 'max') ?? {}).flatMap(([name, value]) => {
    const allowed = parseQuantity(String(value)) ?? 0n;
    const said = `maximum ${name} usage per ${type} is ${value}`;
    const [request, most] = [requests.get(name), limits.get(name)];
    if (!most) return [`${said}.  No limit is specified`];
    if (most.amount > allowed) return [`${said}, but limit is ${most.text}`];
    return request && request.amount > allowed ? [`${said}, but request is ${request.text}`] : [];
  });
  return [...below, ...above];
}
