import { randomUUID } from 'node:crypto';
import type { PersonActor } from '~/server/teams/model';
import { authenticate } from '~/server/teams/sessions';
import type { Wiring } from '~/server/wiring';
import { readSessionToken } from './cookies';

/** What every procedure knows of its request. `setCookie` is absent where no answer carries headers (WebSocket). */
export type Context = {
  wiring: Wiring;
  actor: PersonActor | undefined;
  sessionToken: string | undefined;
  requestId: string;
  setCookie?: ((cookie: string) => void) | undefined;
};

export async function createContext(
  wiring: Wiring,
  headers: { get(name: string): string | null },
  setCookie?: (cookie: string) => void,
): Promise<Context> {
  const sessionToken = readSessionToken(headers);
  const actor = sessionToken === undefined ? undefined : await authenticate(wiring.sessions, sessionToken);
  return { wiring, actor, sessionToken, requestId: randomUUID(), ...(setCookie ? { setCookie } : {}) };
}
