import { randomUUID } from 'node:crypto';
import type { AuditTrail } from '~/server/audit/ports';
import { recorded } from '~/server/audit/recorded';
import type { Clock } from '~/server/kernel/clock';
import { clusterFailureOf, DomainError } from '~/server/kernel/failure';
import type { Member } from '~/server/kube/member';
import { ASKED_SECONDS, planRenewal, planRetry } from './core/plan-renewal';
import type { MintingState, ServiceAccount } from './model/minting';
import type { DueToken, HeldToken, Members, MintedTokens, TokenEndpoint } from './ports';

export type RenewDeps = {
  tokens: MintedTokens;
  endpoint: TokenEndpoint;
  members: Members;
  audit: AuditTrail;
  clock: Clock;
  /** From 0 to 1. */
  jitter(): number;
};

const ACTOR = { kind: 'system', name: 'credentials' } as const;
const ACTION = 'clusters.renewToken';

/**
 * Mints the token with which the hub speaks to a member, with the one that it has or, where that has ended, with the first
 * credential. Why there is none is kept and told; the old one goes on until it ends. Throws for faults of the hub's own.
 */
export async function renewToken(deps: RenewDeps, due: DueToken): Promise<MintingState> {
  let rejected: unknown;
  for (const held of await deps.tokens.open(due, deps.clock.now())) {
    try {
      return await renewWith(deps, due, held);
    } catch (error) {
      const failure = clusterFailureOf(error);
      if (!failure) throw error;
      rejected = error;
      // a credential that is no longer taken: the one before it may be
      if (failure.kind !== 'cluster-refused' || failure.status !== 401) break;
    }
  }
  return note(deps, due, 'failed', clusterFailureOf(rejected)?.detail ?? 'no credential is left', undefined);
}

async function renewWith(deps: RenewDeps, due: DueToken, held: HeldToken): Promise<MintingState> {
  const member = { ...held.access, name: due.name };
  const found = await deps.endpoint.account(member);
  if (!found) return note(deps, due, 'not-an-account', '', null);
  if (!found.mayMint) return note(deps, due, 'may-not', found.why, found.account);
  const { account } = found;
  const after = { account: `${account.namespace}/${account.name}`, by: held.by };
  const intent = { actor: ACTOR, action: ACTION, target: { cluster: due.name }, requestId: randomUUID(), after };
  return recorded(
    deps.audit,
    intent,
    () => mintAndKeep(deps, due, { member, account, by: held.by }),
    (kept) => ({ outcome: kept ? 'applied' : 'refused', detail: kept ?? { kind: 'stale', what: 'credential' } }),
  ).then((kept) => (kept ? 'minted' : 'failed'));
}

type Minted = { member: Member; account: ServiceAccount; by: HeldToken['by'] };

/** A token that was minted is tried before it is kept; undefined when the member or its credential is another's by now. */
async function mintAndKeep(deps: RenewDeps, due: DueToken, { member, account, by }: Minted) {
  const mintedAt = deps.clock.now();
  const { token, lifeMs } = await deps.endpoint.mint(member, account, ASKED_SECONDS);
  const { clusterUid } = await deps.members.visit({ ...member, credential: { kind: 'token', token } }, (visit) =>
    visit.probe(),
  );
  if (clusterUid !== due.kubeSystemUid) {
    const detail = `the token leads to another cluster: kube-system has uid ${clusterUid}`;
    throw new DomainError({ kind: 'cluster-refused', cluster: due.name, status: 409, reason: '', detail, causes: [] });
  }
  const life = { mintedAt, expiresAt: new Date(mintedAt.getTime() + lifeMs) };
  const dueAt = planRenewal(life, deps.jitter());
  const kept = await deps.tokens.keep(due, { ...life, token, account, dueAt, by });
  return kept ? { expiresAt: life.expiresAt.toISOString() } : undefined;
}

async function note(
  { tokens, clock }: RenewDeps,
  due: DueToken,
  state: Exclude<MintingState, 'minted'>,
  detail: string,
  account: ServiceAccount | null | undefined,
): Promise<MintingState> {
  const now = clock.now();
  await tokens.note(due, { state, detail, account, triedAt: now, dueAt: planRetry(state, now) });
  return state;
}
