import { canonicalQuantity, parseQuantity } from '~/server/simulator/api/decode/quantity';
import { dig, digList, digObject, type KubeObject } from '~/server/simulator/api/object';

/** An amount per name of what a ResourceQuota limits, in billionths. */
export type Usage = ReadonlyMap<string, bigint>;

const ONE = 1_000_000_000n;
/** Kinds that are counted under their own name; `count/<plural>.<group>` counts any. */
const COUNTED = [
  'configmaps',
  'persistentvolumeclaims',
  'pods',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'services',
];

/** What one object takes of a quota (https://kubernetes.io/docs/concepts/policy/resource-quotas/). */
export function usageOf({ group, plural }: { group: string; plural: string }, object: KubeObject): Usage {
  const usage = new Map([[`count/${plural}${group && `.${group}`}`, ONE]]);
  if (group !== '') return usage;
  if (plural === 'pods' && isOver(object)) return usage;
  if (COUNTED.includes(plural)) usage.set(plural, ONE);
  if (plural === 'pods') addPod(usage, object);
  if (plural === 'services') addService(usage, object);
  const storage =
    plural === 'persistentvolumeclaims' ? dig(object, 'spec', 'resources', 'requests', 'storage') : undefined;
  if (storage !== undefined) usage.set('requests.storage', parseQuantity(String(storage)) ?? 0n);
  return usage;
}

const isOver = (pod: KubeObject) => ['Succeeded', 'Failed'].includes(String(dig(pod, 'status', 'phase')));

function addPod(usage: Map<string, bigint>, pod: KubeObject): void {
  for (const container of digList(pod, 'spec', 'containers')) {
    for (const [name, value] of Object.entries(digObject(container, 'resources', 'requests') ?? {})) {
      add(usage, name, value);
      add(usage, `requests.${name}`, value);
    }
    for (const [name, value] of Object.entries(digObject(container, 'resources', 'limits') ?? {}))
      add(usage, `limits.${name}`, value);
  }
}

const add = (usage: Map<string, bigint>, name: string, value: unknown) =>
  usage.set(name, (usage.get(name) ?? 0n) + (parseQuantity(String(value)) ?? 0n));

function addService(usage: Map<string, bigint>, service: KubeObject): void {
  const type = dig(service, 'spec', 'type');
  const ports = BigInt(digList(service, 'spec', 'ports').length);
  if (type === 'LoadBalancer') usage.set('services.loadbalancers', ONE);
  if (type === 'LoadBalancer' || type === 'NodePort') usage.set('services.nodeports', ports * ONE);
}

/** An amount in the form of the quantity that limits it. */
export function amountText(amount: bigint, like: string): string {
  const suffix = /[A-Za-z]*$/.exec(like)?.[0] ?? '';
  const isBinary = suffix.endsWith('i');
  const text = amount % ONE === 0n ? `${amount / ONE}` : `${amount / 1_000_000n}m`;
  const inBytes = isBinary && amount % (1024n * ONE) === 0n ? `${amount / (1024n * ONE)}Ki` : text;
  return canonicalQuantity(inBytes) ?? text;
}
