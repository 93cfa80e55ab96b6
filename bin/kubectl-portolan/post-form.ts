import type { Session } from './kept-hubs';
import { type Address, send } from './send';

const TIMEOUT_MS = 15_000;
const CLIENT = { client_id: 'kubectl-portolan' };

/** What the doors of OAuth answer: https://www.rfc-editor.org/rfc/rfc6749#section-5 and, for a code, RFC 8628. */
type FormBody = Partial<Record<'error' | 'error_description', string>> & Record<string, unknown>;
export type FormAnswer = { status: number; body: FormBody };
export type TokenBody = { access_token: string; expires_in: number; refresh_token: string };

/** Posts a form to the hub's door for machines, which answers in JSON; throws one sentence when it does not answer. */
export async function postForm(hub: Address, address: string, form: Record<string, string>): Promise<FormAnswer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = String(new URLSearchParams({ ...CLIENT, ...form }));
  const { status = 0, text } = await send(hub, address, { method: 'POST', headers, body, timeout: TIMEOUT_MS });
  try {
    return { status, body: JSON.parse(text) as FormBody };
  } catch {
    return { status, body: {} };
  }
}

export const sessionOf = ({ access_token, expires_in, refresh_token }: TokenBody): Session => ({
  ...{ access: access_token, refresh: refresh_token },
  until: Date.now() + expires_in * 1000,
});

export const reasonIn = ({ status, body }: FormAnswer): string => body.error_description ?? `it answers ${status}`;
