import type { Refusal } from '~/server/objects/model/write';
import type { Problem } from './text-checks';

/** Strict decoding of a member names the field: `unknown field "spec.foo"`. */
const OF_FIELD = /^(?:unknown|duplicate) field "([^"]+)"/;

/** What a member said about fields, as marks for the editor; `document` counts from 0. */
export function problemsOf(refusal: Refusal | null, warnings: readonly string[], document = 0): Problem[] {
  const causes = refusal?.causes ?? [];
  return [
    ...causes.map(({ field, message }) => ({ field, message, document, severity: 'error' as const })),
    ...warnings.map((message) => ({
      ...{ field: OF_FIELD.exec(message)?.[1] ?? '', message, document },
      severity: 'warning' as const,
    })),
  ];
}
