export const SCOPE_PARAMETERS = ['region', 'zone', 'cluster', 'env'] as const;

/** `href` with the scope of the current address added; what `href` says itself wins. */
export function keepScope(href: string, current: { get(name: string): string | null }): string {
  const [path = '', query = ''] = href.split('?');
  const parameters = new URLSearchParams(query);
  for (const name of SCOPE_PARAMETERS) {
    const value = current.get(name);
    if (value !== null && !parameters.has(name)) parameters.set(name, value);
  }
  const text = parameters.toString().replaceAll('%2C', ',');
  return text === '' ? path : `${path}?${text}`;
}
