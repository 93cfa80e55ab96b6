export type ParameterChange = Record<string, string | null>;

/** The query text with some parameters set and others (null) taken away; commas stay readable. */
export function withParameters(search: string, change: ParameterChange): string {
  const parameters = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  }
  const text = parameters.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
  return text === '' ? '' : `?${text}`;
}

/** A list in one parameter: entries between commas. Names of places and clusters have no comma in them. */
export const readList = (text: string | null): string[] => (text ?? '').split(',').filter((entry) => entry !== '');

export const writeList = (entries: readonly string[] | undefined): string | null =>
  entries === undefined || entries.length === 0 ? null : entries.join(',');

/** An address as both sides read it: the browser's `useSearchParams` and a page's `searchParams`. */
export type Address = { get(name: string): string | null };

/** What Next hands to a page; of a parameter that stands twice the first counts, as `URLSearchParams.get` has it. */
export type PageParameters = Record<string, string | string[] | undefined>;

export function addressOf(parameters: PageParameters): Address {
  return { get: (name) => [parameters[name]].flat()[0] ?? null };
}
