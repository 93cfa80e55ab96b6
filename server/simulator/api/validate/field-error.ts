import type { Cause } from '~/server/simulator/api/api-error';

/** The causes of a 422, in the words of `field.Error` (https://pkg.go.dev/k8s.io/apimachinery/pkg/util/validation/field). */
export const required = (field: string, detail = ''): Cause => ({
  reason: 'FieldValueRequired',
  message: `Required value${detail && `: ${detail}`}`,
  field,
});

/** `value` is told as JSON, or as `goText` where Go prints it otherwise. */
export const invalid = (field: string, value: unknown, detail: string): Cause => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${textOf(value)}: ${detail}`,
  field,
});

export const duplicate = (field: string, value: unknown): Cause => ({
  reason: 'FieldValueDuplicate',
  message: `Duplicate value: ${textOf(value)}`,
  field,
});

export const forbidden = (field: string, detail: string): Cause => ({
  reason: 'FieldValueForbidden',
  message: `Forbidden: ${detail}`,
  field,
});

export const notFound = (field: string, value: unknown): Cause => ({
  reason: 'FieldValueNotFound',
  message: `Not found: ${textOf(value)}`,
  field,
});

export const unsupported = (field: string, value: unknown, supported: readonly string[]): Cause => ({
  reason: 'FieldValueNotSupported',
  message: `Unsupported value: ${textOf(value)}: supported values: ${supported.map((one) => JSON.stringify(one)).join(', ')}`,
  field,
});

/** A text that Go prints without quotes, such as a struct or a map with its type. */
export class GoText {
  constructor(readonly text: string) {}
}

const textOf = (value: unknown): string => {
  if (value instanceof GoText) return value.text;
  return value === undefined ? '""' : JSON.stringify(value);
};

/** `map[string]string{"a":"b"}`, or the nil map. */
export const goStringMap = (map: unknown): GoText => {
  if (typeof map !== 'object' || map === null) return new GoText('map[string]string(nil)');
  const entries = Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1));
  const told = entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return new GoText(`map[string]string{${told.join(', ')}}`);
};

/** A field that may not be below zero. */
export const nonNegative = (field: string, value: unknown): Cause[] =>
  typeof value === 'number' && value < 0 ? [invalid(field, value, 'must be greater than or equal to 0')] : [];
