import type { KindSchema, SchemaNode } from '~/server/objects/model/schema';

export type Schema = NonNullable<KindSchema>;

/** A number or a text, whatever their schema says: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const EITHER = /(^|\.)(Quantity|IntOrString)$/;

export const isEither = (node: SchemaNode): boolean =>
  node.type === 'int-or-string' || (node.ref !== undefined && EITHER.test(node.ref));

/** A node with what it refers to; a description beside the reference wins. */
export function resolveNode(node: SchemaNode, { definitions }: Schema): SchemaNode {
  const target = node.ref === undefined ? undefined : definitions[node.ref];
  return target ? { ...target, ...node } : node;
}

export const rootOf = (schema: Schema): SchemaNode => resolveNode({ ref: schema.root }, schema);

/** The field or the entry below a node; undefined when the schema does not say. `[]` is an entry of a list. */
export function childOf(node: SchemaNode, step: string, schema: Schema): SchemaNode | undefined {
  const child = step === '[]' ? node.items : (ownField(node, step) ?? node.values);
  return child && resolveNode(child, schema);
}

const ownField = ({ properties }: SchemaNode, name: string): SchemaNode | undefined =>
  properties && Object.hasOwn(properties, name) ? properties[name] : undefined;

/** The node at a path of names and `[]`. */
export function schemaAt(schema: Schema, path: readonly string[]): SchemaNode | undefined {
  return path.reduce<SchemaNode | undefined>((node, step) => node && childOf(node, step, schema), rootOf(schema));
}

/** A node's type as people say it: `integer`, `[]string`, `object`. */
export function typeText(node: SchemaNode, schema: Schema): string {
  if (isEither(node)) return 'string | number';
  if (node.type === 'array') return `[]${node.items ? typeText(resolveNode(node.items, schema), schema) : ''}`;
  return node.type ?? (node.properties || node.values ? 'object' : 'any');
}
