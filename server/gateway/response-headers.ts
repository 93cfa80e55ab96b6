import type { ServerResponse } from 'node:http';

export type AnswerOptions = {
  /** Fresh for each answer: only scripts that bear it run. */
  nonce: string;
  path: string;
  /** Next's own tools compile in the browser while one develops. */
  development: boolean;
  /** People reach the hub over https, with a certificate that they trust. */
  secure: boolean;
};

/** What no answer needs: https://www.w3.org/TR/permissions-policy/ */
const UNUSED = [
  'camera',
  'display-capture',
  'geolocation',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'usb',
];

/**
 * Where the parts of our pages may come from. Scripts run by nonce alone. Styles may stand in the page: the server writes
 * sizes as attributes, and the editor, the toasts and the menus add rules while they run; what a foreign rule could tell
 * outward it cannot, because pictures, fonts and connections are our own.
 */
export function contentPolicy({ nonce, development }: Pick<AnswerOptions, 'nonce' | 'development'>): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    ...["font-src 'self'", "connect-src 'self'", "manifest-src 'self'"],
    ...["base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"],
  ].join('; ');
}

/** On every answer of both doors: nobody frames us, runs a script in us, sniffs types, or learns our addresses from a Referer. */
export function setSafeHeaders(response: ServerResponse, options: AnswerOptions): void {
  const headers: Record<string, string> = {
    'content-security-policy': contentPolicy(options),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': UNUSED.map((feature) => `${feature}=()`).join(', '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(options.secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    // what is built is named by its content; all else may hold what only one person may see
    ...(options.path.startsWith('/_next/static/') ? {} : { 'cache-control': 'no-store' }),
  };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
