import { GO_TYPES, type GoType } from './go-type';
import published from './kubernetes-1.20.json';
import { addNewerFields } from './newer-definitions';
import { ATOMIC_SINCE_21, DEFAULTS_SINCE_21, GRADUATIONS } from './newer-rules';
import type { Definitions, Schema } from './schema';

/** The built-in types of one minor version, and the definition of each kind. */
export type BuiltInSchemas = {
  definitions: Definitions;
  goTypes: ReadonlyMap<string, GoType>;
  /** The name of the definition of a kind; undefined for a kind without one. */
  nameOf(group: string, version: string, kind: string): string | undefined;
};

const made = new Map<number, BuiltInSchemas>();

/** The built-in types that a Kubernetes of 1.`minor` knows. All members of one version share them. */
export function builtInSchemas(minor: number): BuiltInSchemas {
  const known = made.get(minor);
  if (known) return known;
  const schemas = makeSchemas(minor);
  made.set(minor, schemas);
  return schemas;
}

function makeSchemas(minor: number): BuiltInSchemas {
  const definitions = new Map<string, Schema>(Object.entries(published as Record<string, Schema>));
  const goTypes = new Map(GO_TYPES);
  for (const { from, older, newer } of GRADUATIONS) if (from <= minor) graduate(definitions, goTypes, older, newer);
  addNewerFields(definitions, goTypes, minor);
  if (minor >= 21) addRules(definitions);
  const names = new Map<string, string>();
  for (const [name, definition] of definitions) {
    for (const { group, version, kind } of definition['x-kubernetes-group-version-kind'] ?? []) {
      names.set(`${group}/${version}/${kind}`, name);
    }
  }
  return { definitions, goTypes, nameOf: (group, version, kind) => names.get(`${group}/${version}/${kind}`) };
}

/** Copies the definitions of a version that became another without a change. */
function graduate(definitions: Map<string, Schema>, goTypes: Map<string, GoType>, older: string, newer: string): void {
  const versions = [older, newer].map((name) => name.split('.').at(-1) ?? '');
  const copied = (text: string) =>
    text.replaceAll(`${older}.`, `${newer}.`).replaceAll(`"version":"${versions[0]}"`, `"version":"${versions[1]}"`);
  for (const [name, definition] of [...definitions]) {
    if (!name.startsWith(`${older}.`)) continue;
    definitions.set(copied(name), JSON.parse(copied(JSON.stringify(definition))));
    const goType = goTypes.get(name);
    if (goType) goTypes.set(copied(name), goType);
  }
}

function addRules(definitions: Map<string, Schema>): void {
  for (const path of ATOMIC_SINCE_21) {
    const [name = '', field] = path.split(':');
    const definition = definitions.get(name);
    if (!definition) continue;
    const rule = { 'x-kubernetes-map-type': 'atomic' } as const;
    if (field === undefined) definitions.set(name, { ...definition, ...rule });
    else definitions.set(name, withField(definition, field, rule));
  }
  for (const [path, value] of Object.entries(DEFAULTS_SINCE_21)) {
    const [name = '', field = ''] = path.split(':');
    const definition = definitions.get(name);
    if (definition) definitions.set(name, withField(definition, field, { default: value }));
  }
}

const withField = (definition: Schema, field: string, more: Schema): Schema => ({
  ...definition,
  properties: { ...definition.properties, [field]: { ...definition.properties?.[field], ...more } },
});
