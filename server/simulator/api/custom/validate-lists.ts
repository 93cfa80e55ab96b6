import type { Cause } from '~/server/simulator/api/api-error';
import { isObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import { duplicate, GoText } from '~/server/simulator/api/validate/field-error';
import type { Schema } from '~/server/simulator/schema/schema';

/** The items of a set, and those of a map by their keys, are there once. */
export function duplicateProblems(schema: Schema, list: readonly unknown[], path: string): Cause[] {
  const how = schema['x-kubernetes-list-type'];
  if (how !== 'set' && how !== 'map') return [];
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const idOf = (item: unknown) =>
    how === 'map' && isObject(item) ? Object.fromEntries(keys.map((key) => [key, item[key]])) : item;
  const ids = list.map(idOf);
  return ids.flatMap((id, index) =>
    ids.slice(0, index).some((earlier) => isSame(earlier, id)) ? [duplicate(`${path}[${index}]`, goValue(id))] : [],
  );
}

function goValue(id: unknown): unknown {
  if (!isObject(id)) return id;
  const told = Object.entries(id)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? 'interface {}(nil)'}`);
  return new GoText(`map[string]interface {}{${told.join(', ')}}`);
}
