import type { Sight } from '~/server/teams/model/sight';
import type { Sights } from '~/server/teams/ports';
import type { Holding } from './model/holding';
import type { Granted } from './ports';

/** Answers what is held of a member; the sights of all grants are resolved once, for the whole fleet. */
export async function findHoldings(
  granted: readonly Granted[],
  sights: Sights,
): Promise<(cluster: string) => Holding[]> {
  const resolved: (Omit<Holding, 'part'> & { sight: Sight })[] = [];
  const known = new Map<string, Sight>();
  for (const { subject, role, actions, rights } of granted) {
    // every grant of a role gives the same actions, so that any of them finds all of its scopes
    const [action] = actions;
    if (!action) continue;
    const key = JSON.stringify(rights.map(({ scope }) => scope));
    const sight = known.get(key) ?? (await sights.of(rights, action));
    known.set(key, sight);
    resolved.push({ subject, role, actions, sight });
  }
  return (cluster) =>
    resolved.flatMap(({ sight, ...held }) => {
      const part = sight === 'all' ? sight : sight.get(cluster);
      return part ? [{ ...held, part }] : [];
    });
}
