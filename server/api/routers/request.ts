import type { PersonActor } from '~/server/teams/model/actor';
import type { Target } from '~/server/teams/model/sight';
import type { Context } from '../context';

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
