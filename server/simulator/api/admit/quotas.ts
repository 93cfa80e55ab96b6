import { forbidden } from '~/server/simulator/api/api-error';
import { parseQuantity } from '~/server/simulator/api/decode/quantity';
import type { Kind } from '~/server/simulator/api/kinds';
import { digObject, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import { type Registry, storageOf } from '~/server/simulator/api/registry';
import type { Store, Stored } from '~/server/simulator/api/store';
import { amountText, type Usage, usageOf } from './quota-usage';

type Place = { store: Store; registry: Registry };
/** What a pod must say when a quota limits it. */
const COMPUTE = /^(requests\.|limits\.)?(cpu|memory|ephemeral-storage)$/;

/** Throws 403 for a new object that would take more than a quota of its namespace has left. */
export function checkQuotas(place: Place, kind: Kind, object: KubeObject): void {
  for (const quota of quotasOf(place.store, object.metadata.namespace)) {
    const hard = digObject(quota.object(), 'spec', 'hard') ?? {};
    const wanted = usageOf(kind, object);
    const names = Object.keys(hard).sort();
    const unsaid = kind.plural === 'pods' ? names.filter((name) => COMPUTE.test(name) && !wanted.has(name)) : [];
    if (unsaid.length > 0)
      throw forbidden(kind, object.metadata.name, `failed quota: ${quota.name}: must specify ${unsaid.join(',')}`);
    const used = usedIn(place, object.metadata.namespace ?? '', names);
    const over = names.filter(
      (name) => (wanted.get(name) ?? 0n) > 0n && total(used, wanted, name) > amountOf(hard[name]),
    );
    if (over.length === 0) continue;
    const told = (amounts: Usage) =>
      over.map((name) => `${name}=${amountText(amounts.get(name) ?? 0n, String(hard[name]))}`).join(',');
    const limited = over.map((name) => `${name}=${hard[name]}`).join(',');
    const why = `exceeded quota: ${quota.name}, requested: ${told(wanted)}, used: ${told(used)}, limited: ${limited}`;
    throw forbidden(kind, object.metadata.name, why);
  }
}

const amountOf = (value: unknown) => parseQuantity(String(value)) ?? 0n;
const total = (used: Usage, wanted: Usage, name: string) => (used.get(name) ?? 0n) + (wanted.get(name) ?? 0n);

const quotasOf = (store: Store, namespace: string | undefined): readonly Stored[] =>
  namespace ? store.all('/resourcequotas').filter((quota) => quota.namespace === namespace) : [];

/** Brings the status of the quotas of a namespace up to what is there now. */
export function refreshQuotas(place: Place, namespace: string | undefined): void {
  for (const quota of quotasOf(place.store, namespace)) {
    const object = quota.object();
    const hard = digObject(object, 'spec', 'hard') ?? {};
    const used = usedIn(place, quota.namespace, Object.keys(hard));
    const status: JsonObject = {
      hard,
      used: Object.fromEntries(
        Object.entries(hard).map(([name, most]) => [name, amountText(used.get(name) ?? 0n, String(most))]),
      ),
    };
    if (!isSame(object['status'], status)) place.store.put('/resourcequotas', { ...object, status });
  }
}

/** What all objects of a namespace take together, of the kinds that the names count. */
function usedIn({ store, registry }: Place, namespace: string, names: readonly string[]): Usage {
  const used = new Map<string, bigint>();
  const storages = new Set<string>();
  for (const { kind } of registry.resources()) {
    const storage = storageOf(kind);
    if (!kind.namespaced || storages.has(storage) || !isCounted(kind, names)) continue;
    storages.add(storage);
    for (const stored of store.all(storage)) {
      if (stored.namespace !== namespace) continue;
      for (const [name, amount] of usageOf(kind, stored.object())) used.set(name, (used.get(name) ?? 0n) + amount);
    }
  }
  return used;
}

const isCounted = ({ group, plural }: Kind, names: readonly string[]) =>
  names.includes(`count/${plural}${group && `.${group}`}`) ||
  (group === '' && names.some((name) => name.split('.')[0] === plural || sourceOf(name) === plural));

const sourceOf = (name: string) => {
  if (COMPUTE.test(name)) return 'pods';
  return name.endsWith('storage') ? 'persistentvolumeclaims' : '';
};
