import type { RecordRow } from '../model/record';

/** What a spreadsheet would run as a formula (https://owasp.org/www-community/attacks/CSV_Injection). */
const FORMULA = /^[=+\-@\t\r\n]/;
const SPECIAL = /[",\r\n]/;

const COLUMNS = ['at', 'actor', 'teams', 'action', 'clusters', 'namespaces', 'what', 'result', 'reason'] as const;
const REST = ['kind', 'settledAt', 'actorId', 'requestId', 'seq', 'id', 'token', 'tokenId'] as const;
const ALL = [...COLUMNS, ...REST];

/** The first line of a CSV file (RFC 4180). */
export const csvHead = (): string => `${ALL.join(',')}\r\n`;

/** One record as a line of CSV that no spreadsheet takes for a formula. */
export const csvLine = (row: RecordRow): string => `${ALL.map((name) => csvField(row[name])).join(',')}\r\n`;

/** One record as a line of JSON. */
export const jsonLine = (row: RecordRow): string => `${JSON.stringify(row)}\n`;

function csvField(value: RecordRow[(typeof ALL)[number]]): string {
  if (typeof value === 'number') return String(value);
  const text = Array.isArray(value) ? [...new Set(value)].join(' ').trim() : (value ?? '');
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return SPECIAL.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
