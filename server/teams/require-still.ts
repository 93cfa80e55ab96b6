import { DomainError } from '~/server/kernel/failure';
import { isInSight } from './core/in-sight';
import type { Action } from './model/action';
import type { Actor } from './model/actor';
import { smallestRole } from './model/role-actions';
import type { Target } from './model/sight';
import type { Sights, Standing } from './ports';

/** Throws `forbidden` when someone may not (any more) do this there; what the hub does by itself is not asked. */
export async function requireStill(
  { sights, standing }: { sights: Sights; standing: Standing },
  actor: Actor,
  action: Action,
  target: Target,
): Promise<void> {
  if (actor.kind === 'system') return;
  const rights = (await standing.now(actor))?.rights ?? [];
  if (isInSight(await sights.of(rights, action), target)) return;
  throw new DomainError({ kind: 'forbidden', action, missing: smallestRole(action) });
}
