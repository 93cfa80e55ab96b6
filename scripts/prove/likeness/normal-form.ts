type Json = { [field: string]: unknown };
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What two servers cannot agree on: identities, versions, addresses. Where one stands, one must stand on the other side. */
const VOLATILE = ['uid', 'resourceVersion', 'clusterIP', 'clusterIPs', 'nodePort', 'time'];

/** An answer in the form in which two servers are compared: fields and managers in order, what is volatile masked. */
export function normalForm(value: unknown): unknown {
  if (typeof value === 'string') return masked(value);
  if (Array.isArray(value)) return value.map(normalForm);
  if (!isObject(value)) return value;
  const fields = Object.keys(value).sort();
  return Object.fromEntries(
    fields.map((field) => {
      const inside = value[field];
      if (VOLATILE.includes(field) && inside !== '' && inside !== null) return [field, `<${field}>`];
      if (field === 'managedFields' && Array.isArray(inside)) return [field, inside.map(normalForm).sort(byText)];
      // Causes are found in the order of a Go map, which is none, and again in every layer that validates.
      if (field === 'causes' && Array.isArray(inside)) return [field, unique(inside.map(normalForm).map(textOf))];
      return [field, field === 'message' ? sentence(normalForm(inside)) : normalForm(inside)];
    }),
  );
}

const textOf = (value: unknown) => JSON.stringify(value);
const byText = (one: unknown, other: unknown) => (textOf(one) < textOf(other) ? -1 : 1);
const unique = (texts: readonly string[]) => [...new Set(texts)].sort();

/** A sentence that lists several findings lists them in no order; they are compared as causes. */
const sentence = (text: unknown) => {
  if (typeof text !== 'string') return text;
  return text.includes('\n')
    ? text.split('\n').sort().join('\n')
    : text.replace(/ is invalid: \[.*\]$/s, ' is invalid: […]');
};

const masked = (text: string) =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uid>')
    .replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, '<time>')
    .replace(/"resourceVersion":"\d+"/g, '"resourceVersion":"<resourceVersion>"')
    .replace(/resource\.Quantity\{.*?Format:\\?"(BinarySI|DecimalSI)\\?"\}/g, '<quantity>')
    .replace(/10\.\d+\.\d+\.\d+/g, '<address>');
