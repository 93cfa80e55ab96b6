import type { Action } from './model/action';
import type { Rights } from './model/rights';
import type { Sight } from './model/sight';
import type { Sights } from './ports';

/**
 * Resolves a sight once per request and action. Rights are read anew for each request and are its own, so what is kept by
 * them goes with the request; other rights, also if they say the same, are resolved anew. What fails is asked again.
 */
export function rememberSights(sights: Sights): Sights {
  const known = new WeakMap<Rights, Map<Action, Promise<Sight>>>();
  return {
    of: (rights, action) => {
      const own = known.get(rights) ?? new Map<Action, Promise<Sight>>();
      known.set(rights, own);
      const found = own.get(action) ?? sights.of(rights, action);
      own.set(action, found);
      found.catch(() => own.delete(action));
      return found;
    },
  };
}
