import { type GoType, readGoType } from './go-type';
import { NEWER_FIELDS } from './newer-fields';
import { referenceTo, type Schema } from './schema';

const API = 'io.k8s.api.';
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.';
const SCALARS: Record<string, Schema> = {
  string: { type: 'string' },
  bool: { type: 'boolean' },
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'integer', format: 'int64' },
  Quantity: referenceTo('io.k8s.apimachinery.pkg.api.resource.Quantity'),
  IntOrString: referenceTo('io.k8s.apimachinery.pkg.util.intstr.IntOrString'),
  Time: referenceTo(`${META}Time`),
};

/** Adds to definitions and Go types what came with the minor versions up to `minor`. */
export function addNewerFields(definitions: Map<string, Schema>, goTypes: Map<string, GoType>, minor: number): void {
  for (const [short, lines] of Object.entries(NEWER_FIELDS)) {
    const fields = lines.trim().split('\n').map(readLine);
    const known = fields.filter(({ from }) => from <= minor);
    if (known.length === 0) continue;
    const name = API + short;
    const definition = definitions.get(name) ?? { type: 'object' };
    const space = `${API}${short.slice(0, short.lastIndexOf('.') + 1)}`;
    const added = known.map((field) => [field.name, schemaOf(field, space)] as const);
    const required = known.filter((field) => field.isAlways).map((field) => field.name);
    definitions.set(name, {
      ...definition,
      properties: { ...definition.properties, ...Object.fromEntries(added) },
      ...(required.length > 0 ? { required: [...(definition.required ?? []), ...required] } : {}),
    });
    goTypes.set(name, joined(goTypes.get(name), readGoType(known.map(goWord).join(' '))));
  }
}

type Field = { from: number; name: string; isAlways: boolean; type: string; merge: string[] };

function readLine(line: string): Field {
  const [from = '', name = '', type = '', ...merge] = line.trim().split(' ');
  return { from: Number(from), name: name.replace('!', ''), isAlways: name.endsWith('!'), type, merge };
}

function schemaOf({ type, merge }: Field, space: string): Schema {
  const plain = type.replace(/^\*|^\[\]/, '');
  if (type === 'map') return { type: 'object', additionalProperties: itemSchema(merge[0] ?? 'string', space) };
  if (!type.startsWith('[]')) return itemSchema(plain, space);
  const [how = 'atomic', key] = merge;
  return {
    type: 'array',
    items: itemSchema(plain, space),
    'x-kubernetes-list-type': how as 'atomic' | 'set' | 'map',
    ...(how === 'map' && key ? { 'x-kubernetes-list-map-keys': [key] } : {}),
    ...(key ? { 'x-kubernetes-patch-merge-key': key, 'x-kubernetes-patch-strategy': 'merge' } : {}),
  };
}

function itemSchema(type: string, space: string): Schema {
  if (type.startsWith('meta.')) return referenceTo(META + type.slice('meta.'.length));
  return SCALARS[type] ?? referenceTo(space + type);
}

/** The word for a Go type: what is always written is empty in the way of its type. */
function goWord({ name, isAlways, type }: Field): string {
  if (!isAlways) return type.startsWith('*') && !/[A-Z]/.test(type) ? `*${name}` : name;
  if (type.startsWith('*') || type.startsWith('[]')) return `${name}=null`;
  const empty = { string: '""', bool: 'false', int32: '0', int64: '0' }[type] ?? '{}';
  return `${name}=${empty}`;
}

const joined = (one: GoType | undefined, other: GoType): GoType =>
  one === undefined
    ? other
    : {
        order: [...one.order.filter((field) => !other.order.includes(field)), ...other.order],
        always: new Map([...one.always, ...other.always]),
        pointers: new Set([...one.pointers, ...other.pointers]),
      };
