import type { Registry, Resource } from '~/server/simulator/api/registry';
import { structuralSchema } from '~/server/simulator/api/resource-type';
import { builtInSchemas } from '~/server/simulator/schema/built-in-schemas';
import { referenceTo, type Schema } from '~/server/simulator/schema/schema';

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.';

/** The name under which the type of a kind is published. */
export function publishedName(registry: Registry, { kind, version }: Resource): string {
  const known = kind.custom ? undefined : builtInSchemas(registry.minor).nameOf(kind.group, version, kind.kind);
  return known ?? [...kind.group.split('.').reverse(), version, kind.kind].join('.');
}

/** The types of some kinds and all that they refer to, by their names; descriptions and merge rules are part of them. */
export function publishedTypes(registry: Registry, resources: readonly Resource[]): Record<string, Schema> {
  const { definitions } = builtInSchemas(registry.minor);
  const kept = new Map<string, Schema>();
  const keep = (name: string, schema: Schema) => {
    if (kept.has(name)) return;
    kept.set(name, schema);
    for (const used of referencesIn(schema)) {
      const known = definitions.get(used);
      if (known) keep(used, known);
    }
  };
  for (const resource of resources) {
    const name = publishedName(registry, resource);
    keep(name, resource.kind.custom ? customSchema(resource) : (definitions.get(name) ?? untyped(resource)));
  }
  return Object.fromEntries([...kept].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function customSchema(resource: Resource): Schema {
  const { kind, version } = resource;
  const schema = structuralSchema(kind.definitions?.[version] ?? {});
  const own = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: referenceTo(`${META}ObjectMeta`) };
  return { ...schema, properties: { ...schema.properties, ...own }, ...identityOf(resource) };
}

const untyped = (resource: Resource): Schema => ({ type: 'object', ...identityOf(resource) });

const identityOf = ({ kind, version }: Resource): Schema => ({
  'x-kubernetes-group-version-kind': [{ group: kind.group, kind: kind.kind, version }],
});

function* referencesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [field, inside] of Object.entries(value)) {
    if (field === '$ref' && typeof inside === 'string') yield inside.slice('#/definitions/'.length);
    else yield* referencesIn(inside);
  }
}
