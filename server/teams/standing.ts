import type { Clock } from '~/server/kernel/clock';
import type { PersonActor } from './model/actor';
import type { PeopleStore, Standing, TokenStore } from './ports';

type StandingDeps = {
  people: Pick<PeopleStore, 'find'>;
  tokens: Pick<TokenStore, 'again'>;
  clock: Clock;
};

/** Half of the second within which a right that was taken back is gone everywhere. */
const FRESH_MS = 500;

/**
 * Who acts in work that lasts, with the rights of this moment. Whoever asks many times at once, a bulk action or the pods of
 * a node, is answered from one look that is at most half a second old. That someone signs out takes no right from them.
 */
export function standingOf({ people, tokens, clock }: StandingDeps): Standing {
  const looks = new WeakMap<PersonActor, { at: number; found: Promise<PersonActor | undefined> }>();
  const look = async ({ id, token, action, from, session, kubectl }: PersonActor) => {
    const found = await (token ? tokens.again(token.id, clock.now()) : people.find(id, clock.now()));
    const here = { ...(session && { session }), ...(kubectl && { kubectl }) };
    return found && { ...found, ...(action && { action }), ...(from && { from }), ...here };
  };
  return {
    now: (actor) => {
      const at = clock.monotonic();
      const last = looks.get(actor);
      if (last && at - last.at < FRESH_MS) return last.found;
      const found = look(actor);
      looks.set(actor, { at, found });
      return found;
    },
  };
}
