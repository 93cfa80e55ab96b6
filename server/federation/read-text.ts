import { DomainError, type Issue } from '~/server/kernel/failure';
import type { Json } from '~/server/kernel/json';
import type { Yaml } from '~/server/yaml/model';
import { type ReadTemplate, readTemplates } from './core/read-templates';
import type { ApplicationSpec } from './model/application';
import { MOST_SPEC_BYTES } from './model/application';
import { ApplicationDocument } from './model/document';

/** An application as its text says, with its templates as they are delivered. */
export type WrittenApplication = {
  name: string;
  team: string | null;
  spec: ApplicationSpec;
  templates: ReadTemplate[];
};

/** Reads a text as one application. Throws `invalid` with everything that is wrong, by field, or by line where it is no YAML. */
export async function readText(yaml: Yaml, text: string): Promise<WrittenApplication> {
  const read = await yaml.read(text);
  if (!read.ok) throw no([{ path: [], message: `line ${read.fault.line}: ${read.fault.detail}` }]);
  const [first, second] = read.documents;
  if (!first || second) throw no([{ path: [], message: 'one document of one application is wanted' }]);
  return readDocument(first.value);
}

/** The same of a value that was read already. */
export function readDocument(value: unknown): WrittenApplication {
  const parsed = ApplicationDocument.safeParse(value);
  if (!parsed.success) throw no(parsed.error.issues.map(({ path, message }) => ({ path: path.map(String), message })));
  const { metadata, spec } = parsed.data;
  const { team, ...rest } = spec;
  const { templates, issues } = readTemplates(rest.templates);
  if (issues.length > 0) throw no(issues);
  const clean = {
    ...rest,
    templates: templates.map(({ object }) => object as Json as ApplicationSpec['templates'][number]),
  };
  if (JSON.stringify(clean).length > MOST_SPEC_BYTES)
    throw new DomainError({ kind: 'limit', what: 'application', limit: MOST_SPEC_BYTES / 1024, unit: 'KiB' });
  return { name: metadata.name, team, spec: clean, templates };
}

const no = (issues: Issue[]) => new DomainError({ kind: 'invalid', issues: issues.slice(0, 50) });
