import type { Clock } from '~/server/kernel/clock';
import type { HeldCredential } from '~/server/kube/member';
import { isOverdue, mayHaveSuccessor } from '../core/plan-renewal';
import type { Held } from './credentials';

/** Between two looks for a successor, while there may be one. */
const LOOK_MS = 15_000;

/**
 * A minted token as a connection uses it for as long as it is open: its successor, which any replica may have minted, is
 * read when it may be there. Nobody waits for that while the one at hand lives. What was not minted is given back as it is.
 */
export function followRenewals(first: Held, again: () => Promise<Held | undefined>, clock: Clock): HeldCredential {
  if (!first.life || first.credential.kind !== 'token') return first.credential;
  let held = { life: first.life, token: first.credential.token };
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  const look = async () => {
    const found = await again().catch(() => undefined);
    if (found?.life && found.credential.kind === 'token') held = { life: found.life, token: found.credential.token };
    looking = undefined;
  };
  const refresh = async () => {
    const now = clock.now();
    if (!mayHaveSuccessor(held.life, now)) return;
    if (clock.monotonic() - lookedAt >= LOOK_MS) {
      lookedAt = clock.monotonic();
      looking ??= look();
    }
    if (held.life.expiresAt <= now) await looking;
  };
  return {
    kind: 'token',
    get token() {
      return held.token;
    },
    renewal: {
      refresh,
      overdue: () => (isOverdue(held.life, clock.now()) ? held.life.expiresAt : null),
    },
  };
}
