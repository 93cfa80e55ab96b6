import { ApplicationDocument } from '~/server/federation/model/document';
import type { Issue } from '~/server/kernel/failure';
import type { YamlFault } from '~/server/yaml/model';
import { parseDocuments } from '~/server/yaml/parse-documents';

/** What the form shows of a text: its value, and what is wrong with it by field; or why the text does not read. */
export type ReadForm = { value: unknown; issues: Issue[] } | { fault: YamlFault | 'several' };

/** Reads as the hub will; what only the hub knows, as a team that there is not, it says itself. */
export function readForm(text: string): ReadForm {
  const read = parseDocuments(text);
  if (!read.ok) return { fault: read.fault };
  const [first, second] = read.documents;
  if (second) return { fault: 'several' };
  const value = first?.value;
  const parsed = ApplicationDocument.safeParse(value ?? {});
  const issues = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => ({ path: path.map(stepOf), message }));
  return { value, issues };
}

const stepOf = (step: PropertyKey) => (typeof step === 'number' ? step : String(step));
