import { type Alias, type Document, LineCounter, parseAllDocuments, type ScalarTag, visit } from 'yaml';
import { type Documents, LIMITS, type YamlFault } from './model';

/** What Kubernetes reads as octal and YAML 1.2 does not: `defaultMode: 0644`. */
const OCTAL: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?0[0-7]+$/,
  resolve: (text) => Number.parseInt(text, 8),
  stringify: ({ value }) => String(value),
};

/**
 * The documents of a YAML text as plain JSON values, empty ones left out. Refuses what grows when it is read: aliases
 * without measure, deep nesting, duplicate keys, tags of its own. Reads as Kubernetes does: YAML 1.2 with `<<` and octal.
 */
export function parseDocuments(text: string): Documents {
  if (text.length > LIMITS.bytes)
    return fault({ code: 'too-large', line: 0, detail: `more than ${LIMITS.bytes} bytes` });
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const parsed = parseAllDocuments(text, {
    lineCounter: lines,
    uniqueKeys: true,
    merge: true,
    customTags: (tags) => [OCTAL, ...tags],
  });
  const documents = 'empty' in parsed ? [] : parsed;
  if (documents.length > LIMITS.documents)
    return fault({ code: 'too-many', line: 0, detail: `more than ${LIMITS.documents} documents` });
  const values: Documents & { ok: true } = { ok: true, documents: [] };
  for (const document of documents) {
    const refusal = refuse(document, lineAt);
    if (refusal) return fault(refusal);
    const value = document.toJS({ maxAliasCount: LIMITS.aliases }) as unknown;
    if (value !== null && value !== undefined) values.documents.push({ value, line: lineAt(document.range[0]) });
  }
  return values;
}

const fault = (refusal: YamlFault): Documents => ({ ok: false, fault: refusal });

function refuse(document: Document.Parsed, lineAt: (offset: number) => number): YamlFault | undefined {
  const [error] = document.errors;
  if (error) return { code: 'syntax', line: lineAt(error.pos[0]), detail: error.message.split('\n')[0] ?? error.code };
  const [warning] = document.warnings;
  if (warning)
    return { code: 'tag', line: lineAt(warning.pos[0]), detail: warning.message.split('\n')[0] ?? warning.code };
  let found: YamlFault | undefined;
  let aliases = 0;
  visit(document, (_key, node, path) => {
    const at = () => lineAt((node as Alias).range?.[0] ?? 0);
    if (path.length > LIMITS.depth * 2) found = { code: 'too-deep', line: at(), detail: `deeper than ${LIMITS.depth}` };
    if (node !== null && typeof node === 'object' && 'source' in node && !('value' in node)) aliases += 1;
    if (aliases > LIMITS.aliases)
      found = { code: 'aliases', line: at(), detail: `more than ${LIMITS.aliases} aliases` };
    return found ? visit.BREAK : undefined;
  });
  return found;
}
