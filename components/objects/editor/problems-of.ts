import type { Refusal } from '~/server/objects/model/write';
import type { Problem } from './text-checks';

/** How strict decoding names a field, in a warning or within a refusal: `unknown field "spec.foo"`. */
const NAMED = /(?:unknown|duplicate) field "([^"]+)"/g;
/** How a deprecation or a policy names one: `spec.template.spec.nodeSelector[beta.kubernetes.io/os]: deprecated since …`. */
const LEADING = /^((?:metadata|spec|data)(?:\.[\w-]+|\[[^\]]*\])*): /;

/** What a member said about fields, as marks for the editor; `document` counts from 0. */
export function problemsOf(refusal: Refusal | null, warnings: readonly string[], document = 0): Problem[] {
  const problem = (severity: Problem['severity']) => (field: string, message: string) => ({
    ...{ field, message, document, severity },
  });
  const [error, warning] = [problem('error'), problem('warning')];
  return [
    ...(refusal?.causes ?? []).map(({ field, message }) => error(field, message)),
    ...(refusal?.causes.length === 0 ? fieldsIn(refusal.said) : []).map(([field, message]) => error(field, message)),
    ...warnings.flatMap((said) => {
      const [fields, leading] = [fieldsIn(said), LEADING.exec(said)?.[1]];
      if (fields.length > 0) return fields.map(([field, message]) => warning(field, message));
      return [leading === undefined ? warning('', said) : warning(leading, said.slice(leading.length + 2))];
    }),
  ];
}

const fieldsIn = (said: string): [field: string, message: string][] =>
  [...said.matchAll(NAMED)].map(([message, field = '']) => [field, message]);
