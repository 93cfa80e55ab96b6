import { createHash, randomBytes } from 'node:crypto';
import type { AuditTrail } from '~/server/audit/ports';
import { recorded } from '~/server/audit/recorded';
import type { Clock } from '~/server/kernel/clock';
import type { JoinTokenInput, JoinTokenMade } from './model/agent';
import type { JoinTokenStore } from './ports';
import type { Request } from './register-cluster';

/** Where agents come in, as the machines' door is reached from outside. */
export type DoorAddress = Pick<JoinTokenMade, 'hub' | 'certificateAuthority'>;
export type JoinTokenDeps = { joinTokens: JoinTokenStore; audit: AuditTrail; clock: Clock; door: DoorAddress };

const PREFIX = 'portolan_join_';
const BYTES = 32;
const MINUTE_MS = 60_000;

/** 256 random bits, so that one round of SHA-256 is enough to keep it (ASVS 6.5.2). */
export const joinTokenHash = (token: string): Uint8Array => createHash('sha256').update(token).digest();

/** Whether a text is written as a join token. */
export const isJoinToken = (text: string): boolean => /^portolan_join_[\w-]{43}$/.test(text);

/** Makes a token that is shown this once. */
export async function createJoinToken(
  { joinTokens, audit, clock, door }: JoinTokenDeps,
  request: Request,
  input: JoinTokenInput,
): Promise<JoinTokenMade> {
  const token = `${PREFIX}${randomBytes(BYTES).toString('base64url')}`;
  const expiresAt = new Date(clock.now().getTime() + input.minutes * MINUTE_MS);
  const intent = { ...request, action: 'clusters.createJoinToken', target: { names: input.names }, after: input };
  const make = () => joinTokens.make(joinTokenHash(token), input, request.actor.name, expiresAt);
  const id = await recorded(audit, intent, make);
  return { id, token, ...door, expiresAt: expiresAt.toISOString() };
}

/** Ends a token before its time; who introduced themselves with it stay. */
export async function revokeJoinToken(
  { joinTokens, audit }: Pick<JoinTokenDeps, 'joinTokens' | 'audit'>,
  request: Request,
  id: string,
): Promise<void> {
  const intent = { ...request, action: 'clusters.revokeJoinToken', target: { token: id } };
  await recorded(audit, intent, () => joinTokens.end(id));
}
