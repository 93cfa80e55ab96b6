import type { Cause } from '~/server/simulator/api/api-error';
import { parseQuantity } from '~/server/simulator/api/decode/quantity';
import { digList, digObject, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import type { Change } from './change';
import { duplicate, forbidden, GoText, invalid, required } from './field-error';

const UNIT = 1_000_000_000n;
const amountOf = (quantity: unknown) => parseQuantity(String(quantity)) ?? 0n;

/** A quantity as Go prints its struct: what it holds inside depends on how it was made, which is not told here. */
const goQuantity = (quantity: unknown) =>
  new GoText(
    `resource.Quantity{s:"${quantity}", Format:"${String(quantity).endsWith('i') ? 'BinarySI' : 'DecimalSI'}"}`,
  );

/** What is wrong with a LimitRange (`ValidateLimitRange`): types, and amounts that contradict each other. */
export function limitRangeProblems(object: KubeObject): Cause[] {
  const types = new Set<unknown>();
  return digList(object, 'spec', 'limits').flatMap((limit, index) => {
    const at = `spec.limits[${index}]`;
    const { type } = limit;
    const found = types.has(type) ? [duplicate(`${at}.type`, type)] : [];
    types.add(type);
    if (type === 'Pod') {
      const rule = "may not be specified when `type` is 'Pod'";
      const given = ['default', 'defaultRequest'].filter((field) => digObject(limit, field) !== undefined);
      found.push(...given.map((field) => forbidden(`${at}.${field}`, rule)));
    }
    if (type === 'PersistentVolumeClaim' && amountIn(limit, 'min', 'storage') === undefined) {
      const rule = 'either minimum or maximum storage value is required, but neither was provided';
      if (amountIn(limit, 'max', 'storage') === undefined) found.push(required(at, rule));
    }
    return [...found, ...contradictions(at, limit)];
  });
}

const amountIn = (limit: JsonObject, field: string, name: string): unknown => digObject(limit, field)?.[name];

/** Lower bound, upper bound, whose field is blamed, and the words for both. */
const PAIRS = [
  ['min', 'max', 'min', 'min value', 'max value'],
  ['min', 'defaultRequest', 'defaultRequest', 'min value', 'default request value'],
  ['defaultRequest', 'max', 'defaultRequest', 'default request value', 'max value'],
  ['defaultRequest', 'default', 'defaultRequest', 'default request value', 'default limit value'],
  ['min', 'default', 'default', 'min value', 'default value'],
  ['default', 'max', 'default', 'default value', 'max value'],
] as const;

function contradictions(at: string, limit: JsonObject): Cause[] {
  const fields = limit['type'] === 'Pod' ? ['min', 'max'] : ['min', 'max', 'default', 'defaultRequest'];
  const names = new Set(fields.flatMap((field) => Object.keys(digObject(limit, field) ?? {})));
  return [...names].flatMap((name) =>
    PAIRS.flatMap(([low, high, blamed, lowWord, highWord]) => {
      if (!fields.includes(low) || !fields.includes(high)) return [];
      const [lower, upper] = [amountIn(limit, low, name), amountIn(limit, high, name)];
      if (lower === undefined || upper === undefined || amountOf(lower) <= amountOf(upper)) return [];
      const told = goQuantity(blamed === 'default' && low === 'default' ? upper : lower);
      const why = `${lowWord} ${lower} is greater than ${highWord} ${upper}`;
      return [invalid(`${at}.${blamed}[${name}]`, told, why)];
    }),
  );
}

const WHOLE =
  /^(count\/.+|pods|services|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims|services\.\w+)$/;

/** What is wrong with a ResourceQuota: numbers of objects are whole, and nothing is below zero. */
export const quotaProblems = (object: KubeObject): Cause[] =>
  Object.entries(digObject(object, 'spec', 'hard') ?? {}).flatMap(([name, quantity]) => {
    const at = `spec.hard[${name}]`;
    const amount = amountOf(quantity);
    if (amount < 0n) return [invalid(at, String(quantity), 'must be greater than or equal to 0')];
    return WHOLE.test(name) && amount % UNIT !== 0n ? [invalid(at, goQuantity(quantity), 'must be an integer')] : [];
  });

/** A quota counts the same pods for good. */
export function scopesStay({ before, after }: Change): Cause[] {
  const [was, is] = [before, after].map((object) => scopesOf(object).sort());
  if (isSame(was, is)) return [];
  const told = scopesOf(after).map((scope) => JSON.stringify(scope));
  const text = told.length === 0 ? '[]core.ResourceQuotaScope(nil)' : `[]core.ResourceQuotaScope{${told.join(', ')}}`;
  return [invalid('spec.scopes', new GoText(text), 'field is immutable')];
}

function scopesOf(object: KubeObject): string[] {
  const scopes = digObject(object, 'spec')?.['scopes'];
  return Array.isArray(scopes) ? scopes.map(String) : [];
}
