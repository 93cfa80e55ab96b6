const MOST = 20;

/**
 * The texts of `Warning` headers, as API servers send them: `299 - "text"`, several joined by commas.
 * https://www.rfc-editor.org/rfc/rfc7234#section-5.5
 */
export function readWarnings(header: string | string[] | undefined): string[] {
  const joined = Array.isArray(header) ? header.join(', ') : (header ?? '');
  const texts = [...joined.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) =>
    text.replace(/\\(.)/g, '$1'),
  );
  return texts.slice(0, MOST);
}
