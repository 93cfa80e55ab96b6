import { type ApiError, invalidFields } from './api-error';
import type { DecodeProblems } from './decode/decode-problems';
import { type ApiRequest, isProtobuf } from './request';

export type FieldValidation = 'Ignore' | 'Strict' | 'Warn';
const SUPPORTED = ['Ignore', 'Strict', 'Warn'] as const;

/** What to do with fields that a type does not know; servers before 1.25 know no such question and drop them silently. */
export function fieldValidationOf(request: ApiRequest, minor: number): FieldValidation {
  const { query, method } = request;
  const asked = query.get('fieldValidation') ?? '';
  if (minor < 25) return 'Ignore';
  if (asked === '') return isProtobuf(request) ? 'Ignore' : 'Warn';
  const known = SUPPORTED.find((value) => value === asked);
  if (known) return isProtobuf(request) ? 'Ignore' : known;
  const kind = { POST: 'CreateOptions', PUT: 'UpdateOptions' }[method] ?? 'PatchOptions';
  const supported = SUPPORTED.map((value) => `"${value}"`).join(', ');
  const message = `Unsupported value: ${JSON.stringify(asked)}: supported values: ${supported}`;
  throw invalidFields({ group: 'meta.k8s.io', kind }, '', [
    { reason: 'FieldValueNotSupported', message, field: 'fieldValidation' },
  ]);
}

/** Refuses where the request is strict about fields; elsewhere returns the warnings that the answer carries. */
export function judgeFields(
  { unknown }: DecodeProblems,
  validation: FieldValidation,
  refuse: (why: string) => ApiError,
): readonly string[] {
  if (unknown.length === 0 || validation === 'Ignore') return [];
  const sentences = unknown.map((path) => `unknown field "${path}"`);
  if (validation === 'Strict') throw refuse(`strict decoding error: ${sentences.join(', ')}`);
  return sentences;
}

/** The `Warning` header: https://www.rfc-editor.org/rfc/rfc7234#section-5.5 with code 299. */
export const warningHeader = (warnings: readonly string[]): Record<string, string> =>
  warnings.length === 0
    ? {}
    : { warning: warnings.map((text) => `299 - "${text.replace(/[\\"]/g, '\\$&')}"`).join(', ') };
