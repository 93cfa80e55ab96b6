import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
} from 'yaml';
import { isTaken } from '~/server/kernel/edit-value';
import { isJson } from '~/server/kernel/json';
import type { TextEdit } from '~/server/kernel/text-edit';
import { READING } from './parse-documents';

const PRINTING = { lineWidth: 0 } as const;

/**
 * The text printed anew with an edit: comments and order stay, the spaces around them may not. First as it is, then with what
 * its aliases stand for written out, last the wanted value alone.
 */
export function laidOutAnew(text: string, edit: TextEdit, wanted: unknown): string[] {
  const printed = (change: (document: Document) => void) => {
    const document = parseDocument(text, READING);
    try {
      change(document);
      return [document.toString(PRINTING)];
    } catch {
      // an alias or a plain value stands in the way: the next one tries
      return [];
    }
  };
  return [
    ...printed((document) => editNodes(document, edit)),
    ...printed((document) => {
      writeOut(document);
      editNodes(document, edit);
    }),
    ...printed((document) => {
      document.contents = document.createNode(wanted, { aliasDuplicateObjects: false });
    }),
  ];
}

/** The edit by the nodes of a document. Throws where an alias or a plain value stands in the way. */
export function editNodes(document: Document, edit: TextEdit): void {
  const { path } = edit;
  const last = path.at(-1);
  const above = path.slice(0, -1);
  const holder = above.length === 0 ? document.contents : document.getIn(above, true);
  const node = (value: unknown) => document.createNode(value, { aliasDuplicateObjects: false });
  if (isTaken(edit)) document.deleteIn(path);
  else if ('to' in edit && isSeq(holder) && typeof last === 'number') {
    const moved = holder.items.splice(last, 1);
    holder.items.splice(edit.to, 0, ...moved);
  } else if ('insert' in edit && isSeq(holder) && typeof last === 'number')
    holder.items.splice(last, 0, node(edit.insert));
  else if ('insert' in edit) document.setIn(path, node(edit.insert));
  else if ('value' in edit) document.setIn(path, keepsItsNode(edit.value) ? edit.value : node(edit.value));
  const parent = document.getIn(above, true);
  if (isCollection(parent) && parent.flow && isEmptied(holder)) parent.flow = false;
}

/** A plain value is put into the node that is there, which keeps its comment. */
const keepsItsNode = (value: unknown) => !isJson(value) && !Array.isArray(value);

/** `{}` and `[]` that get a content are written as the rest is. */
const isEmptied = (holder: unknown) => !isCollection(holder) || holder.items.length <= 1;

/** What aliases and `<<` stand for, written in their places. */
function writeOut(document: Document): void {
  visit(document, {
    Alias: (_key, alias) => document.createNode(alias.toJS(document), { aliasDuplicateObjects: false }),
  });
  visit(document, {
    Map: (_key, map) => writeOutMerges(map),
    Node: (_key, node) => {
      if (!isAlias(node)) delete node.anchor;
    },
  });
}

function writeOutMerges(map: YAMLMap): void {
  const merged = map.items.filter(({ key }) => isScalar(key) && isMergeKey(key));
  map.items = map.items.filter((pair) => !merged.includes(pair));
  const sources = merged.flatMap(({ value }) => (isSeq(value) ? value.items : [value]));
  for (const { items } of sources.filter((source) => isMap(source)))
    map.items.push(...items.filter(({ key }) => !map.has(key)));
}

const isMergeKey = ({ value, type }: Scalar) =>
  (value === '<<' || typeof value === 'symbol') && (type === undefined || type === Scalar.PLAIN);
