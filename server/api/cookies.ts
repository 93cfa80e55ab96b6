const NAMES = ['__Host-portolan', 'portolan'] as const;

type Headers = { get(name: string): string | null };

/** The token by which someone asks: who shows one in a header is judged by that alone, never by a cookie beside it. */
export function readSessionToken(headers: Headers): string | undefined {
  const shown = headers.get('authorization');
  return shown === null ? readCookieToken(headers) : /^Bearer (\S{20,200})$/.exec(shown)?.[1];
}

/** The session's token from our cookie. */
export function readCookieToken(headers: Headers): string | undefined {
  return readCookie(headers, NAMES);
}

/** The first of these cookies that is there; the one that is bound to this host comes first. */
function readCookie(headers: Headers, names: readonly string[]): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(/;\s*/).map((pair) => pair.split('='));
  return names.map((name) => pairs.find(([key]) => key === name)?.[1]).find(Boolean);
}

/** `__Host-` binds the cookie to this very host, and browsers accept it over https alone. */
export function sessionCookie(token: string, options: { secure: boolean; maxAgeSeconds: number }): string {
  const common = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${options.maxAgeSeconds}`;
  return options.secure ? `${NAMES[0]}=${token}; Secure; ${common}` : `${NAMES[1]}=${token}; ${common}`;
}

export const forgottenCookie = (options: { secure: boolean }) => sessionCookie('', { ...options, maxAgeSeconds: 0 });

const FLOW_NAMES = ['__Host-portolan-oidc', 'portolan-oidc'] as const;

/** What proves that this browser began a sign-in elsewhere. */
export const readFlowBinding = (headers: Headers): string | undefined => readCookie(headers, FLOW_NAMES);

/** Lax: it comes along when the provider's page leads back here. */
export function flowCookie(binding: string, options: { secure: boolean; maxAgeSeconds: number }): string {
  const common = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${options.maxAgeSeconds}`;
  return options.secure ? `${FLOW_NAMES[0]}=${binding}; Secure; ${common}` : `${FLOW_NAMES[1]}=${binding}; ${common}`;
}
