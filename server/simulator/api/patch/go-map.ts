/** A value as Go prints it with `%v`: maps with their keys in order, lists in brackets, nothing quoted. */
export function goMap(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(goMap).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `map[${entries.map(([key, inside]) => `${key}:${goMap(inside)}`).join(' ')}]`;
}
