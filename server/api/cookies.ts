const NAMES = ['__Host-portolan', 'portolan'] as const;

type Headers = { get(name: string): string | null };

/** The token by which someone asks: who shows one in a header is judged by that alone, never by a cookie beside it. */
export function readSessionToken(headers: Headers): string | undefined {
  const shown = headers.get('authorization');
  return shown === null ? readCookieToken(headers) : /^Bearer (\S{20,200})$/.exec(shown)?.[1];
}

/** The session's token from our cookie. */
export function readCookieToken(headers: Headers): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(/;\s*/).map((pair) => pair.split('='));
  for (const name of NAMES) {
    const found = pairs.find(([key]) => key === name)?.[1];
    if (found) return found;
  }
  return undefined;
}

/** `__Host-` binds the cookie to this very host, and browsers accept it over https alone. */
export function sessionCookie(token: string, options: { secure: boolean; maxAgeSeconds: number }): string {
  const common = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${options.maxAgeSeconds}`;
  return options.secure ? `${NAMES[0]}=${token}; Secure; ${common}` : `${NAMES[1]}=${token}; ${common}`;
}

export const forgottenCookie = (options: { secure: boolean }) => sessionCookie('', { ...options, maxAgeSeconds: 0 });
