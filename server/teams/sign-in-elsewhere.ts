import crypto from 'node:crypto';
import type { AuditTrail, DoorRecord } from '~/server/audit/ports';
import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import { ok, type Result, refused } from '~/server/kernel/result';
import type { AccountDeps } from './account';
import { judgeClaims } from './core/judge-claims';
import type { SignInPlace } from './model/person';
import type { OidcRefusal, ProviderHealth } from './model/provider';
import type { FlowProof, KnownProvider, OidcClient, ProviderStore, Recognized } from './ports';
import { openFor } from './sign-in';
import { tokenHash } from './tokens';

export type ElsewhereDeps = AccountDeps & {
  providers: ProviderStore;
  oidc: OidcClient;
  audit: AuditTrail & Pick<DoorRecord, 'refuse'>;
};

export const FLOW_SECONDS = 600;
const BYTES = 32;
/** Nobody is known yet, so it is the hub that acts. */
const SIGN_IN = { kind: 'system', name: 'sign-in' } as const;
const random = () => crypto.randomBytes(BYTES).toString('base64url');

/** The browser keeps `binding` alone; nonce and verifier come from it, so that the database holds nothing of a flow. */
function proofOf(state: string, binding: string): FlowProof {
  const derived = (use: string) => crypto.createHmac('sha256', binding).update(use).digest('base64url');
  return { state, nonce: derived('nonce'), verifier: derived('verifier') };
}

const callbackOf = (origin: string, name: string) => `${origin}/api/auth/oidc/${name}/callback`;

type Start = { name: string; origin: string; next: string; place: SignInPlace; requestId: string };

/**
 * Begins a sign-in at a provider: where the browser goes, and what it keeps in a cookie until it is back. That the provider
 * cannot be asked is on record as a refusal; throws `not-found` for one that there is not.
 */
export async function beginElsewhere(
  deps: ElsewhereDeps,
  { name, origin, next, place, requestId }: Start,
): Promise<Result<{ url: string; binding: string }, OidcRefusal>> {
  const provider = await deps.providers.find(name);
  if (!provider?.enabled) throw new DomainError({ kind: 'not-found', what: 'provider', name });
  const [state, binding] = [random(), random()];
  const proof = proofOf(state, binding);
  try {
    const url = await deps.oidc.authorizeUrl(provider, callbackOf(origin, name), proof);
    const now = deps.clock.now();
    const expiresAt = new Date(now.getTime() + FLOW_SECONDS * 1000);
    const hashes = { stateHash: tokenHash(state), bindingHash: tokenHash(binding) };
    await deps.providers.begin({ ...hashes, providerId: provider.id, origin, next, expiresAt }, now);
    await note(deps, provider, { state: 'ok', detail: '' });
    return ok({ url: url.href, binding });
  } catch (error) {
    const refusal = refusalIn(error);
    const denial = { actor: SIGN_IN, action: 'teams.signIn', target: { provider: name }, requestId };
    await deps.audit.refuse({ ...denial, from: place, code: refusal.code });
    await note(deps, provider, { state: refusal.code === 'unreachable' ? 'unreachable' : 'answer', ...refusal });
    return refused(refusal);
  }
}

/** Only what the provider itself does is its health: what a browser brings back may be anyone's invention. */
async function note(
  { providers, clock }: ElsewhereDeps,
  provider: KnownProvider,
  { state, detail }: Pick<ProviderHealth, 'state' | 'detail'>,
): Promise<void> {
  const keys = state === 'ok' ? (provider.health?.keys ?? []) : [];
  await providers.note(provider, { at: clock.now().toISOString(), state, detail, keys });
}

type Callback = {
  name: string;
  query: URLSearchParams;
  binding: string | undefined;
  place: SignInPlace;
  requestId: string;
};
type Entered = { session: string; next: string };
/** What the record says of who came: the teams alone in which they stay for want of another who administers the fleet. */
type Found = { person: string; keptForLackOfAnotherFleetAdmin?: string[] };

/** Ends a sign-in at a provider: a session for who the provider says it is, or why not; each on record, nothing changed then. */
export async function finishElsewhere(deps: ElsewhereDeps, callback: Callback): Promise<Result<Entered, OidcRefusal>> {
  const { name, place, requestId } = callback;
  const target = { provider: name.slice(0, 60), address: place.address };
  return recorded(
    deps.audit,
    { actor: SIGN_IN, action: 'teams.signIn', target, requestId },
    () => enter(deps, callback).catch((error: unknown) => refused(refusalIn(error))),
    (result) =>
      result.ok ? { outcome: 'applied', detail: result.value.found } : { outcome: 'refused', detail: result.reason },
  );
}

async function enter(
  deps: ElsewhereDeps,
  { name, query, binding, place }: Callback,
): Promise<Result<Entered & { found: Found }, OidcRefusal>> {
  const state = query.get('state') ?? '';
  const foreign = refused({
    code: 'state' as const,
    detail: 'this browser began no such sign-in, or it was used already',
  });
  const provider = await deps.providers.find(name);
  if (!provider?.enabled || binding === undefined || state === '') return foreign;
  const hashes = { stateHash: tokenHash(state), bindingHash: tokenHash(binding) };
  const flow = await deps.providers.take(name, hashes, deps.clock.now());
  if (!flow) return foreign;
  const url = new URL(`${callbackOf(flow.origin, name)}?${query}`);
  const claimed = judgeClaims(await deps.oidc.redeem(provider, url, proofOf(state, binding)), provider.groupsClaim);
  if (!claimed.ok) return claimed;
  return admit(deps, provider, claimed.value, { place, next: flow.next });
}

async function admit(
  deps: ElsewhereDeps,
  provider: KnownProvider,
  claimed: Parameters<ProviderStore['recognize']>[1],
  { place, next }: { place: SignInPlace; next: string },
): Promise<Result<Entered & { found: Found }, OidcRefusal>> {
  const person = await deps.providers.recognize(provider, claimed);
  if (person.disabled) return refused({ code: 'disabled', detail: `${person.name} is disabled` });
  return ok({ session: await openFor(deps, person.id, provider.name, place), next, found: foundOf(person) });
}

const foundOf = ({ id, kept }: Recognized): Found => ({
  person: id,
  ...(kept.length > 0 ? { keptForLackOfAnotherFleetAdmin: kept } : {}),
});

/** Told by name: the process holds two module graphs. Anything else is a fault of ours. */
function refusalIn(error: unknown): OidcRefusal {
  if (error instanceof Error && error.name === 'OidcRefused' && 'refusal' in error) return error.refusal as OidcRefusal;
  throw error;
}
