import type { Cause } from '~/server/simulator/api/api-error';
import { invalid } from './field-error';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const SERVICE = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const NAME_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const SERVICE_RULE =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const NAME_PART_RULE =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

type Rule = { pattern: RegExp; text: string; most: number };
const problems = (field: string, value: string, { pattern, text, most }: Rule): Cause[] => [
  ...(value.length > most ? [invalid(field, value, `must be no more than ${most} characters`)] : []),
  ...(pattern.test(value) ? [] : [invalid(field, value, text)]),
];

/** What is wrong with a DNS label, a DNS subdomain, the name of a Service. */
export const labelNameProblems = (field: string, value: string) =>
  problems(field, value, { pattern: LABEL, text: LABEL_RULE, most: 63 });
export const subdomainProblems = (field: string, value: string) =>
  problems(field, value, { pattern: SUBDOMAIN, text: SUBDOMAIN_RULE, most: 253 });
export const serviceNameProblems = (field: string, value: string) =>
  problems(field, value, { pattern: SERVICE, text: SERVICE_RULE, most: 63 });

/** What is wrong with a key such as `example.com/team`. */
export function qualifiedNameProblems(field: string, key: string): Cause[] {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  const isPrefixed = prefix === undefined || (prefix !== '' && SUBDOMAIN.test(prefix));
  const isWhole = more.length === 0 && isPrefixed;
  return isWhole && name.length <= 63 && NAME_PART.test(name) ? [] : [invalid(field, key, NAME_PART_RULE)];
}

/** What is wrong with the value of a label. */
export function labelValueProblems(field: string, value: string): Cause[] {
  if (value.length > 63) return [invalid(field, value, 'must be no more than 63 characters')];
  return value === '' || NAME_PART.test(value) ? [] : [invalid(field, value, VALUE_RULE)];
}

/** What is wrong with a map of labels. */
export const labelsProblems = (field: string, labels: unknown): Cause[] =>
  Object.entries(typeof labels === 'object' && labels !== null ? labels : {}).flatMap(([key, value]) => [
    ...qualifiedNameProblems(field, key),
    ...labelValueProblems(field, String(value)),
  ]);

/** The name of a port: https://www.rfc-editor.org/rfc/rfc6335#section-5.1. */
export function portNameProblems(field: string, name: string): Cause[] {
  const found: Cause[] = [];
  if (name.length > 15) found.push(invalid(field, name, 'must be no more than 15 characters'));
  if (!/^[-a-z0-9]+$/.test(name))
    found.push(invalid(field, name, 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'));
  if (!/[a-z]/.test(name)) found.push(invalid(field, name, 'must contain at least one letter or number (a-z, 0-9)'));
  if (name.includes('--')) found.push(invalid(field, name, 'must not contain consecutive hyphens'));
  if (/^-|-$/.test(name)) found.push(invalid(field, name, 'must not begin or end with a hyphen'));
  return found;
}

export const portNumberProblems = (field: string, port: unknown): Cause[] =>
  typeof port === 'number' && port >= 1 && port <= 65_535
    ? []
    : [invalid(field, port, 'must be between 1 and 65535, inclusive')];

export const portProblems = (field: string, port: unknown): Cause[] =>
  typeof port === 'string' ? portNameProblems(field, port) : portNumberProblems(field, port);
