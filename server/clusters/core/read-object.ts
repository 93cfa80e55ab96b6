import { json as fields, isJson, type Json, list, text, textOrNull } from '~/server/kernel/json';

/** Objects of a member are foreign input: every field may be missing or of another type. These readers never throw. */
type Fields = Json;

export const count = (value: unknown, otherwise = 0): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.max(0, Math.trunc(value)) : otherwise;

const MAX_LABELS = 256;
const MAX_LABEL_KEY = 317;
const MAX_LABEL = 63;

/**
 * String values only, bounded: a label map is shown and searched, not archived. A map that is within the bounds, as that of
 * every member that follows Kubernetes' own rules, is answered as it is and not copied.
 */
export function labelsOf(value: unknown): Record<string, string> {
  const found = fields(value);
  if (areLabels(found)) return found;
  const entries = Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(
    entries.slice(0, MAX_LABELS).map(([key, label]) => [key.slice(0, MAX_LABEL_KEY), label.slice(0, MAX_LABEL)]),
  );
}

function areLabels(found: Fields): found is Record<string, string> {
  let count = 0;
  for (const key in found) {
    const label = found[key];
    if (typeof label !== 'string' || label.length > MAX_LABEL || key.length > MAX_LABEL_KEY) return false;
    if (++count > MAX_LABELS) return false;
  }
  return true;
}

/** `metav1.Time` as Go writes it, of a day that every month has: good as it stands, without being parsed. */
const PLAIN_TIME = /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** A Kubernetes timestamp as ISO text with milliseconds; the epoch when it is missing or none. */
export function instant(value: unknown): string {
  const written = text(value);
  if (PLAIN_TIME.test(written)) return `${written.slice(0, -1)}.000Z`;
  const time = Date.parse(written);
  return new Date(Number.isNaN(time) ? 0 : time).toISOString();
}

export type Condition = { status: string; reason: string; message: string; at: string | null };

/** The condition of this type; `at` is when it last became so. */
export function condition(conditions: unknown, type: string): Condition | undefined {
  for (const entry of list(conditions)) {
    if (!isJson(entry) || entry['type'] !== type) continue;
    const { status, reason, message, lastTransitionTime } = entry;
    return { status: text(status), reason: text(reason), message: text(message), at: textOrNull(lastTransitionTime) };
  }
  return undefined;
}
