/** The page of an application, on one of its sides. */
export const applicationHref = (name: string, view?: 'text' | 'revisions'): string =>
  `/federation/applications/${encodeURIComponent(name)}${view ? `?view=${view}` : ''}`;

export const NEW_APPLICATION = '/federation/new';
