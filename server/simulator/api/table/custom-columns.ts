import { age } from '~/server/kernel/human-duration';
import { dig, digList, digText, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import { AGE, type Column, column, NAME } from './column';

/** The columns that a CustomResourceDefinition gives a version (`additionalPrinterColumns`), or the name and age. */
export function customColumns(version: JsonObject): readonly Column[] {
  const own = digList(version, 'additionalPrinterColumns').map(readColumn);
  return own.length === 0 ? [NAME, AGE] : [NAME, ...own];
}

function readColumn(given: JsonObject): Column {
  const path = digText(given, 'jsonPath') ?? '';
  const type = (digText(given, 'type') ?? 'string') as NonNullable<Column['type']>;
  const cell = (object: KubeObject, now: Date) => {
    const value = readPath(object, path);
    if (type === 'date') return typeof value === 'string' ? age(value, now) : '<unknown>';
    return value === undefined ? null : typeof value === 'object' ? JSON.stringify(value) : value;
  };
  const made = column(digText(given, 'name') ?? '', cell, type === 'date' ? 'date' : type);
  return given['priority'] ? { ...made, priority: 1 } : made;
}

/** The JSONPath that printer columns use: fields, positions and one test of equality. */
function readPath(object: unknown, path: string): unknown {
  const steps = path.matchAll(/\.([\w-]+)|\[\?\(@\.([\w-]+)\s*==\s*['"]([^'"]*)['"]\)\]|\[(\d+)\]|\["([^"]+)"\]/g);
  let at = object;
  for (const [, field, key, wanted, position, quoted] of steps) {
    const name = field ?? quoted;
    if (name !== undefined) at = dig(at, name);
    else if (!Array.isArray(at)) return undefined;
    else at = position === undefined ? at.find((one) => String(dig(one, key ?? '')) === wanted) : at[Number(position)];
  }
  return at;
}
