import { request } from 'undici';
import { isJoinToken } from '~/server/clusters/join-tokens';
import type { Failure } from '~/server/kernel/failure';
import { isAccessToken } from '~/server/teams/kubectl-tokens';
import { isApiToken } from '~/server/teams/tokens';

/** What came back, with the failure that it tells of. */
export type Answer = { status: number; body: string; failure: Failure | undefined };

/** How someone shows who they are: a session in its cookie, a token of a program or an agent in a header. */
export function credentialOf(token: string | undefined): Record<string, string> {
  if (token === undefined) return {};
  return isApiToken(token) || isJoinToken(token) || isAccessToken(token)
    ? { authorization: `Bearer ${token}` }
    : { cookie: `portolan=${token}` };
}

/** Calls procedures of a hub as a browser does, or a program. */
export function callers(origin: string) {
  return async (
    type: 'query' | 'mutation',
    name: string,
    input: unknown,
    token: string | undefined,
  ): Promise<Answer> => {
    const query = type === 'query' && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
    const { statusCode: status, body } = await request(`${origin}/api/trpc/${name}${query}`, {
      method: type === 'query' ? 'GET' : 'POST',
      headers: { origin, 'x-portolan': '1', 'content-type': 'application/json', ...credentialOf(token) },
      ...(type === 'mutation' ? { body: JSON.stringify(input ?? {}) } : {}),
    });
    const text = await body.text();
    return { status, body: text, failure: failureIn(text) };
  };
}

function failureIn(text: string): Failure | undefined {
  try {
    return (JSON.parse(text) as { error?: { data?: { failure?: Failure } } }).error?.data?.failure ?? undefined;
  } catch {
    return undefined;
  }
}
