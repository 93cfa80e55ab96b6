import { z } from 'zod';
import type { PersonActor } from '~/server/teams/model/actor';
import type { Target } from '~/server/teams/model/sight';
import type { Context } from '../context';

/** What a procedure takes that asks for nothing. */
export const Nothing = z.strictObject({}).optional();
/** What a write answers that makes nothing new, and one that does. */
export const Done = z.object({ done: z.literal(true) });
export const DONE = { done: true } as const;
export const Made = z.object({ id: z.string() });

type Signed = Context & { actor: PersonActor };

export const requestOf = ({ actor, requestId }: Signed) => ({ actor, requestId });

/** A list with the event id it is continued from: taken before the read, so that nothing between the two is missed. */
export async function withEventId<Page extends object>(
  ctx: Context,
  read: () => Promise<Page>,
): Promise<Page & { lastEventId: string }> {
  const lastEventId = ctx.wiring.live.lastEventId();
  return { ...(await read()), lastEventId };
}

type Ref = { cluster: string; namespace?: string | undefined };

/** An object without a namespace belongs to its cluster as a whole. */
export const ofObject = ({ cluster, namespace }: Ref): Target => ({ cluster, namespace });

export const ofObjects = ({ targets }: { targets: Ref[] }): Target[] => targets.map(ofObject);
