import { isIPv4, isIPv6 } from 'node:net';
import type { Cause } from '~/server/simulator/api/api-error';
import { invalid } from '~/server/simulator/api/validate/field-error';
import type { Schema } from '~/server/simulator/schema/schema';

/** The formats that the server knows and that objects here use; any other is a comment. */
const FORMATS: Record<string, (text: string) => boolean> = {
  'date-time': (text) => /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text)),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
  ipv4: isIPv4,
  ipv6: isIPv6,
  cidr: (text) => /^[0-9a-fA-F.:]+\/\d{1,3}$/.test(text),
  byte: (text) => /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0,
  uuid: (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text),
  email: (text) => /^[^@\s]+@[^@\s]+$/.test(text),
};

/** A text that is not in the format that its schema names. */
export function formatProblems({ format = '' }: Schema, value: string, path: string): Cause[] {
  const isKnown = Object.hasOwn(FORMATS, format) && FORMATS[format];
  if (!isKnown || isKnown(value)) return [];
  return [invalid(path, value, `${path} in body must be of type ${format}: ${JSON.stringify(value)}`)];
}
