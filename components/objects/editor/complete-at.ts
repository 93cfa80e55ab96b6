import type { SchemaNode } from '~/server/objects/model/schema';
import type { CursorPath } from './cursor-path';
import { childOf, isEither, resolveNode, type Schema, schemaAt, typeText } from './schema-at';

/** A word that can stand at the cursor; `insert` is what is written for it. */
export type Suggestion = { label: string; insert: string; type: string; description: string; isRequired: boolean };

/** The names or values that the schema knows at a cursor, without those that stand there already. */
export function completeAt(cursor: CursorPath, schema: Schema): Suggestion[] {
  const node = schemaAt(schema, cursor.path);
  if (!node) return [];
  if (cursor.role === 'value') return valuesOf(childOf(node, cursor.key ?? '', schema));
  return Object.entries(node.properties ?? {})
    .filter(([name]) => !cursor.siblings.includes(name))
    .map(([name, field]) => suggestionOf(name, resolveNode(field, schema), cursor, node, schema));
}

function suggestionOf(
  name: string,
  field: SchemaNode,
  { indent }: CursorPath,
  { required = [] }: SchemaNode,
  schema: Schema,
): Suggestion {
  return {
    label: name,
    insert: `${name}:${openingOf(field, ' '.repeat(indent))}`,
    type: typeText(field, schema),
    description: field.description ?? '',
    isRequired: required.includes(name),
  };
}

/** What follows a name: its value stands beside it, below it, or below it in a list. */
function openingOf(field: SchemaNode, spaces: string): string {
  if (isEither(field)) return ' ';
  if (field.type === 'array') return `\n${spaces}  - `;
  return field.properties || field.values || field.type === 'object' ? `\n${spaces}  ` : ' ';
}

function valuesOf(field: SchemaNode | undefined): Suggestion[] {
  const words = field?.enum ?? (field?.type === 'boolean' ? ['true', 'false'] : []);
  return words.map((word) => ({ label: word, insert: word, type: '', description: '', isRequired: false }));
}
