import {
  type Document,
  type DocumentOptions,
  isScalar,
  LineCounter,
  type ParseOptions,
  parseAllDocuments,
  type Range,
  type Scalar,
  type ScalarTag,
  type SchemaOptions,
  visit,
  type YAMLMap,
} from 'yaml';
import { type Documents, LIMITS, type YamlFault } from './model';

/** What Kubernetes reads as octal and YAML 1.2 does not: `defaultMode: 0644`. */
const OCTAL: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?0[0-7]+$/,
  resolve: (text) => Number.parseInt(text, 8),
  stringify: ({ value }) => String(value),
};

/** How a text is read, wherever it is: YAML 1.2 with `<<` and octal. Keys that stand twice are asked for below. */
export const READING: ParseOptions & DocumentOptions & SchemaOptions = {
  // the parser compares each key with every other
  uniqueKeys: false,
  merge: true,
  customTags: (tags) => [OCTAL, ...tags],
};

/**
 * The documents of a YAML text as plain JSON values, empty ones left out. Refuses what grows when it is read: aliases
 * without measure, deep nesting, duplicate keys, tags of its own. Reads as Kubernetes does: YAML 1.2 with `<<` and octal.
 */
export function parseDocuments(text: string): Documents {
  if (text.length > LIMITS.bytes)
    return fault({ code: 'too-large', line: 0, detail: `more than ${LIMITS.bytes} bytes` });
  const hopeless = refuseText(text);
  if (hopeless) return fault(hopeless);
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const parsed = parseAllDocuments(text, { ...READING, lineCounter: lines });
  const documents = 'empty' in parsed ? [] : parsed;
  if (documents.length > LIMITS.documents)
    return fault({ code: 'too-many', line: 0, detail: `more than ${LIMITS.documents} documents` });
  const values: Documents & { ok: true } = { ok: true, documents: [] };
  for (const document of documents) {
    const refusal = refuse(document, lineAt);
    if (refusal) return fault(refusal);
    const line = lineAt(document.range[0]);
    const value = plainOf(document);
    if (value instanceof Error) return fault({ code: 'syntax', line, detail: value.message });
    if (value !== null && value !== undefined) values.documents.push({ value, line });
  }
  return values;
}

/** A `<<` that names no object is found only here. */
function plainOf(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: LIMITS.aliases });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const fault = (refusal: YamlFault): Documents => ({ ok: false, fault: refusal });

/** Brackets that are open at one time in no text that means something, strings and comments counted as they come. */
const MOST_OPEN = 20 * LIMITS.depth;

/** What can be told by a look at the text alone, before it is built into anything. */
function refuseText(text: string): YamlFault | undefined {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '[' || sign === '{') open++;
    else if (sign === ']' || sign === '}') open--;
    if (open > MOST_OPEN) return { code: 'too-deep', line: 0, detail: `deeper than ${LIMITS.depth}` };
  }
  let documents = 0;
  for (const _mark of text.matchAll(/^---(?=\s|$)/gm))
    if (++documents > LIMITS.documents + 1)
      return { code: 'too-many', line: 0, detail: `more than ${LIMITS.documents} documents` };
  return undefined;
}

function refuse(document: Document.Parsed, lineAt: (offset: number) => number): YamlFault | undefined {
  const [error] = document.errors;
  if (error) return { code: 'syntax', line: lineAt(error.pos[0]), detail: error.message.split('\n')[0] ?? error.code };
  const [warning] = document.warnings;
  if (warning)
    return { code: 'tag', line: lineAt(warning.pos[0]), detail: warning.message.split('\n')[0] ?? warning.code };
  let found: YamlFault | undefined;
  let aliases = 0;
  const refuseAt = (node: { range?: Range | null | undefined }, code: YamlFault['code'], detail: string) => {
    found = { code, line: lineAt(node.range?.[0] ?? 0), detail };
    return visit.BREAK;
  };
  visit(document, {
    Collection: (_key, node, path) =>
      path.length > LIMITS.depth * 2 ? refuseAt(node, 'too-deep', `deeper than ${LIMITS.depth}`) : undefined,
    Alias: (_key, node) =>
      ++aliases > LIMITS.aliases ? refuseAt(node, 'aliases', `more than ${LIMITS.aliases} aliases`) : undefined,
    Map: (_key, node, path) => {
      if (path.length > LIMITS.depth * 2) return refuseAt(node, 'too-deep', `deeper than ${LIMITS.depth}`);
      const twice = keyTwice(node);
      return twice ? refuseAt(twice, 'syntax', 'Map keys must be unique') : undefined;
    },
  });
  return found;
}

/** The key that stands twice in a map; `<<` may. */
function keyTwice({ items }: YAMLMap): Scalar | undefined {
  const keys = new Set<unknown>();
  for (const { key } of items) {
    if (!isScalar(key) || key.value === '<<') continue;
    if (keys.has(key.value)) return key;
    keys.add(key.value);
  }
  return undefined;
}
