import { type Definitions, resolved, type Schema } from '~/server/simulator/schema/schema';

/** How a strategic patch merges a list: whole, as a set of plain values, or item by item. */
export type ListMerge = { how: 'replace' } | { how: 'set' } | { how: 'key'; key: string };

/** `x-kubernetes-patch-strategy` and `-merge-key` of a field; a list without them is replaced. */
export function listMerge(field: Schema | undefined): ListMerge {
  if (!strategiesOf(field).includes('merge')) return { how: 'replace' };
  const key = field?.['x-kubernetes-patch-merge-key'];
  return key === undefined ? { how: 'set' } : { how: 'key', key };
}

export const strategiesOf = (field: Schema | undefined): string[] =>
  field?.['x-kubernetes-patch-strategy']?.split(',') ?? [];

/** The schema of a field of a struct; undefined for an entry of a map and for what is not known. */
export const fieldOf = (definitions: Definitions, schema: Schema | undefined, field: string): Schema | undefined => {
  const properties = schema && resolved(definitions, schema).properties;
  return properties && Object.hasOwn(properties, field) ? properties[field] : undefined;
};
