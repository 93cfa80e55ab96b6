/** Why a way in stays shut: a code that the catalogue has sentences for, and what they need. */
export type Refusal = { code: RefusalCode; seconds?: number; why?: string };
export const REFUSALS = [
  ...(['unknown-link', 'refused', 'offline', 'wrong', 'too-many', 'password', 'state'] as const),
  ...(['denied', 'token', 'claims', 'unreachable', 'disabled'] as const),
] as const;
export type RefusalCode = (typeof REFUSALS)[number];
export type Ways = { providers: { name: string; label: string }[]; awaitsFirst: boolean };

const HEADERS = { 'content-type': 'application/json', 'x-portolan': '1' };
const SERVER_FAULT = 500;
type Said = { error?: string; message?: string; retryAfterSeconds?: number };

/** Knocks at one of the hub's doors; gives what it said, or why not. */
export async function knock(path: string, body: object): Promise<{ said: Said & { url?: string } } | Refusal> {
  try {
    const answer = await fetch(`/api/auth/${path}`, { method: 'POST', headers: HEADERS, body: JSON.stringify(body) });
    const said = (await answer.json().catch(() => ({}))) as Said;
    return answer.ok ? { said } : refusalOf(said, answer.status);
  } catch {
    return { code: 'offline' };
  }
}

function refusalOf({ error, message, retryAfterSeconds }: Said, status: number): Refusal {
  const code = asRefusal(error) ?? (status >= SERVER_FAULT ? 'offline' : 'refused');
  return { code, seconds: retryAfterSeconds ?? 1, ...(message === undefined ? {} : { why: message }) };
}

export const asRefusal = (text: string | null | undefined): RefusalCode | undefined =>
  REFUSALS.find((code) => code === text);

/** The ways in that this hub offers; none but passwords when it does not answer. */
export async function readWays(): Promise<Ways> {
  const answer = await fetch('/api/auth/ways').catch(() => undefined);
  return answer?.ok ? ((await answer.json()) as Ways) : { providers: [], awaitsFirst: false };
}

/** A strict cookie does not come along when a link on another site leads here; asked from our own page it does. */
export async function isSignedIn(): Promise<boolean> {
  const answer = await fetch('/api/trpc/teams.me', { headers: { 'x-portolan': '1' } }).catch(() => undefined);
  return answer?.ok === true;
}
