const NAMES = ['__Host-portolan', 'portolan'] as const;

/** The session's token from a bearer header or our cookie. */
export function readSessionToken(headers: { get(name: string): string | null }): string | undefined {
  const bearer = /^Bearer (\S{20,200})$/.exec(headers.get('authorization') ?? '')?.[1];
  if (bearer) return bearer;
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
