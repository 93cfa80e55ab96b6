import { isMap, isScalar, isSeq, type Node, parseAllDocuments, type YAMLMap } from 'yaml';
import type { SchemaNode } from '~/server/objects/model/schema';
import { childOf, isEither, rootOf, type Schema, typeText } from './schema-at';
import { entriesOf, keyText, rangeOf, type TextRange } from './yaml-nodes';

/** What is wrong in a text, before anyone is asked; `field` is the name or the value that is meant. */
export type Finding = TextRange &
  (
    | { code: 'syntax'; said: string }
    | { code: 'unknown' | 'missing'; field: string }
    | { code: 'type'; field: string; wanted: string }
    | { code: 'value'; field: string; wanted: string }
  );

/** The schema of a document by what it says to be; undefined when it is not known (yet). */
export type SchemaOf = (apiVersion: string, kind: string) => Schema | undefined;

/** Syntax of every document, and its fields against the schema of its kind. */
export function checkText(text: string, schemaOf: SchemaOf): Finding[] {
  const documents = parseAllDocuments(text, { prettyErrors: false });
  if ('empty' in documents) return [];
  return documents.flatMap((document) => {
    const faults = document.errors.map(
      ({ pos, message }): Finding => ({
        from: pos[0],
        to: Math.max(pos[1], pos[0] + 1),
        code: 'syntax',
        said: message,
      }),
    );
    if (faults.length > 0 || !isMap(document.contents)) return faults;
    const { contents } = document;
    const schema = schemaOf(String(contents.get('apiVersion') ?? ''), String(contents.get('kind') ?? ''));
    return schema ? checkMap(contents, rootOf(schema), { schema, mark: firstKey(contents) }) : [];
  });
}

type At = { schema: Schema; mark: TextRange };

function checkNode(node: unknown, schema: SchemaNode, field: string, at: At): Finding[] {
  if (node === null || (isScalar(node) && node.value === null)) return [];
  if (isMap(node) && mayBe(schema, 'object')) return checkMap(node, schema, at);
  if (isSeq(node) && mayBe(schema, 'array')) return node.items.flatMap((item) => checkItem(item, schema, field, at));
  if (isScalar(node)) return checkScalar(node, schema, field, at);
  return isMap(node) || isSeq(node) ? [wrongType(field, schema, at, at.mark)] : [];
}

function checkItem(item: unknown, { items }: SchemaNode, field: string, { schema, mark }: At): Finding[] {
  const node = items && childOf({ items }, '[]', schema);
  const own = isMap(item) ? firstKey(item) : isScalar(item) ? rangeOf(item) : undefined;
  return node ? checkNode(item, node, field, { schema, mark: own ?? mark }) : [];
}

function checkMap(map: YAMLMap, node: SchemaNode, { schema, mark }: At): Finding[] {
  const isFree = node.open === true || (!node.properties && !node.values);
  const written = entriesOf(map).map(keyText);
  const missing = (node.required ?? [])
    .filter((name) => !written.includes(name))
    .map((name): Finding => ({ ...mark, code: 'missing', field: name }));
  const inside = entriesOf(map).flatMap((pair): Finding[] => {
    const name = keyText(pair);
    const own = rangeOf(pair.key) ?? mark;
    const child = childOf(node, name, schema);
    if (child) return checkNode(pair.value, child, name, { schema, mark: own });
    return isFree ? [] : [{ ...own, code: 'unknown', field: name }];
  });
  return [...missing, ...inside];
}

function checkScalar(scalar: Node & { value: unknown }, node: SchemaNode, field: string, at: At): Finding[] {
  const { value } = scalar;
  const range = rangeOf(scalar) ?? at.mark;
  if (!isOfType(value, node)) return [wrongType(field, node, at, range)];
  if (node.enum && !node.enum.includes(String(value)))
    return [{ ...range, code: 'value', field, wanted: node.enum.join(', ') }];
  return [];
}

function isOfType(value: unknown, node: SchemaNode): boolean {
  if (isEither(node)) return typeof value === 'string' || typeof value === 'number';
  switch (node.type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
    case 'object':
      return false;
    default:
      return !(node.properties || node.items || node.values);
  }
}

/** A node without a type takes what its parts say, and anything when it says nothing. */
function mayBe(node: SchemaNode, type: 'object' | 'array'): boolean {
  if (isEither(node)) return false;
  if (node.type !== undefined) return node.type === type;
  return type === 'object' ? !node.items : !(node.properties || node.values);
}

const wrongType = (field: string, node: SchemaNode, { schema }: At, range: TextRange): Finding => ({
  ...range,
  code: 'type',
  field,
  wanted: typeText(node, schema),
});

function firstKey(map: YAMLMap): TextRange {
  const [first] = entriesOf(map);
  return (first && rangeOf(first.key)) ?? rangeOf(map) ?? { from: 0, to: 0 };
}
