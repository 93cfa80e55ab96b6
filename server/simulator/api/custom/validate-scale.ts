import type { Cause } from '~/server/simulator/api/api-error';
import { digText, isObject, type JsonObject } from '~/server/simulator/api/object';
import { GoText, invalid } from '~/server/simulator/api/validate/field-error';

/** What a custom resource keeps where its scale is read from must be a whole number, not below zero. */
export function scaleProblems(version: JsonObject, object: JsonObject): Cause[] {
  return ['specReplicasPath', 'statusReplicasPath'].flatMap((which) => {
    const path = digText(version, 'subresources', 'scale', which);
    return path === undefined ? [] : numberProblems(path, object);
  });
}

function numberProblems(path: string, object: JsonObject): Cause[] {
  let at: unknown = object;
  for (const field of path.split('.').filter((part) => part !== '')) {
    if (at === undefined) return [];
    if (!isObject(at)) return [unreadable(path, at, 'map[string]interface{}')];
    at = at[field];
  }
  if (at === undefined) return [];
  if (typeof at !== 'number' || !Number.isInteger(at)) return [unreadable(path, at, 'int64')];
  return at < 0 ? [invalid(path, at, 'should be a non-negative integer')] : [];
}

function unreadable(path: string, value: unknown, wanted: string): Cause {
  const [told, type] = value === null ? ['<nil>', '<nil>'] : [String(value), goType(value)];
  const why = `${path} accessor error: ${told} is of the type ${type}, expected ${wanted}`;
  return invalid(path, new GoText('0'), why);
}

const goType = (value: unknown) => {
  if (typeof value === 'number') return 'float64';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}';
};
