import { isJson, type Json, json, list } from '~/server/kernel/json';

/** A type in the words that OpenAPI v2, v3 and kubectl share. */
export type Structural = {
  type?: string;
  description?: string;
  properties?: Record<string, Structural>;
  required?: string[];
  items?: Structural;
  additionalProperties?: Structural;
  enum?: unknown[];
  'x-kubernetes-preserve-unknown-fields'?: true;
};

const ANY: Structural = { 'x-kubernetes-preserve-unknown-fields': true };

/**
 * A JSON schema as a structural one. What the words have no way to say is left open, so that a client refuses nothing that is
 * right; the hub itself looks at every field. `describe` says what a field is for, by its path.
 */
export function structural(schema: unknown, describe: (path: string) => string | undefined, path = ''): Structural {
  const made = bare(json(schema), describe, path);
  const description = describe(path);
  return description === undefined ? made : { description, ...made };
}

function bare(schema: Json, describe: (path: string) => string | undefined, path: string): Structural {
  const variants = [...list(schema['oneOf']), ...list(schema['anyOf'])].map(json);
  if (variants.length > 0) return ofVariants(variants, describe, path);
  const { type, properties, items, additionalProperties, required, enum: values } = schema;
  const inside = (field: string) => (path === '' ? field : `${path}.${field}`);
  if (type === 'object') {
    const fields = Object.entries(json(properties)).map(([name, one]) => [
      name,
      structural(one, describe, inside(name)),
    ]);
    if (fields.length > 0)
      return {
        ...{ type, properties: Object.fromEntries(fields) },
        ...(list(required).length > 0 ? { required: list(required) as string[] } : {}),
      };
    const isOpen = !isJson(additionalProperties) || additionalProperties['$ref'] !== undefined;
    return isOpen ? { type, ...ANY } : { type, additionalProperties: structural(additionalProperties, describe, path) };
  }
  if (type === 'array') return { type, items: structural(items, describe, path) };
  if (typeof type !== 'string') return ANY;
  const choices = schema['const'] === undefined ? values : [schema['const']];
  return Array.isArray(choices) ? { type, enum: choices } : { type };
}

/** Objects of several forms: every field that any of them has; one that is of two types is left open. */
function ofVariants(variants: Json[], describe: (path: string) => string | undefined, path: string): Structural {
  const forms = variants.map((one) => structural(one, describe, path));
  if (forms.some(({ properties }) => !properties)) return ANY;
  const merged: Record<string, Structural> = {};
  for (const { properties } of forms)
    for (const [name, one] of Object.entries(properties ?? {})) merged[name] = merge(merged[name], one);
  const common = (forms[0]?.required ?? []).filter((name) => forms.every((form) => form.required?.includes(name)));
  return { type: 'object', properties: merged, ...(common.length > 0 ? { required: common } : {}) };
}

function merge(one: Structural | undefined, other: Structural): Structural {
  if (!one || JSON.stringify(one) === JSON.stringify(other)) return other;
  if (one.type !== other.type || one.type === undefined) return ANY;
  if (one.enum && other.enum) return { ...one, enum: [...new Set([...one.enum, ...other.enum])] };
  return one.type === 'object' || one.type === 'array' ? ANY : { type: one.type };
}
