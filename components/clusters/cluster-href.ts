/** The page of one member; `tab` is one of its further pages. */
export const clusterHref = (name: string, tab?: string): string =>
  `/clusters/${encodeURIComponent(name)}${tab === undefined ? '' : `/${tab}`}`;
