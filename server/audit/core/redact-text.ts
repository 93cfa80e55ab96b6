const HIDDEN = '[secret]';
const MOST_TEXT = 8192;

/** Secrets that are known by their shape, wherever they stand in a text. Every repetition is bounded: texts come from anyone. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g, HIDDEN],
  [/\b(Bearer|Basic|Negotiate)(\s{1,8}|%20|\+)[A-Za-z0-9._~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  // a JSON Web Token: a service account's, an identity provider's
  [/\beyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,8000}(\.[A-Za-z0-9_-]*)?/g, HIDDEN],
  [/\bportolan_[a-z]{1,20}_[A-Za-z0-9_-]{16,}/g, HIDDEN],
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/]{0,200}):[^\s@/]{1,200}@/gi, `$1:${HIDDEN}@`],
  // in a line of YAML, of JSON, of a header or of a query
  [
    /((?:^|[\s{,?&;])["']?(?:[\w.-]{0,60}(?:password|passwd|token|secret-?key|api-?key|client-key-data|client-secret|private-?key)|authorization|cookie|set-cookie)["']?\s{0,8}[:=]\s{0,8})("[^"\n]*"?|'[^'\n]*'?|[^\s,;&}]+)/gi,
    `$1${HIDDEN}`,
  ],
];

/** Manifests and kubeconfigs as text: a Secret is not taken apart by guesses but left out as a whole. */
const WHOLE = /(^|[\n{,-])\s{0,40}["']?kind["']?\s{0,8}:\s{0,8}["']?Secret\b|client-key-data["']?\s{0,8}:/;

/** A text without the secrets that can be told by their shape, no longer than the record keeps, and such as PostgreSQL takes. */
export function redactText(given: string): string {
  // secrets are looked for before it is cut, or half of one would not be known for what it is; but within bounds
  const bounded = given.length > 4 * MOST_TEXT ? given.slice(0, 4 * MOST_TEXT) : given;
  if (WHOLE.test(bounded)) return HIDDEN;
  const shown = SHAPES.reduce((text, [shape, instead]) => text.replace(shape, instead), storable(bounded));
  return shown.length > MOST_TEXT ? `${storable(shown.slice(0, MOST_TEXT))}… [cut]` : shown;
}

/** jsonb takes neither NUL nor half of a surrogate pair. */
const storable = (text: string) =>
  text.replaceAll('\0', '�').replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '�');
