import type { Cause } from '~/server/simulator/api/api-error';
import type { Schema } from '~/server/simulator/schema/schema';

type Problems = (schema: Schema, value: unknown, path: string) => Cause[];

/** What `allOf`, `anyOf`, `oneOf` and `not` find; the server tells these of the whole object. */
export function compositionProblems(schema: Schema, value: unknown, path: string, problems: Problems): Cause[] {
  const { allOf, anyOf, oneOf, not } = schema;
  const found: Cause[] = [];
  const failures = (schemas: Schema[]) => schemas.map((one) => problems(one, value, path));
  if (anyOf && failures(anyOf).every(isFailed))
    found.push(told(path, 'must validate at least one schema (anyOf)'), ...closest(failures(anyOf)));
  if (oneOf) {
    const all = failures(oneOf);
    const valid = all.filter((one) => !isFailed(one)).length;
    if (valid === 0)
      found.push(told(path, 'must validate one and only one schema (oneOf). Found none valid'), ...closest(all));
    if (valid > 1)
      found.push(told(path, `must validate one and only one schema (oneOf). Found ${valid} valid alternatives`));
  }
  if (allOf && failures(allOf).some(isFailed))
    found.push(told(path, 'must validate all the schemas (allOf)'), ...failures(allOf).flat());
  if (not && problems(not, value, path).length === 0) found.push(told(path, 'must not validate the schema (not)'));
  return found;
}

const isFailed = (causes: Cause[]) => causes.length > 0;
const told = (path: string, rule: string): Cause => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: "": ${JSON.stringify(path)} ${rule}`,
  field: '<nil>',
});
/** Of alternatives that all fail, what keeps the nearest one from holding. */
const closest = (all: Cause[][]): Cause[] =>
  all.reduce((best, one) => (one.length < best.length ? one : best), all[0] ?? []);
