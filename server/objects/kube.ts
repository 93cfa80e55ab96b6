import type { Clock } from '~/server/kernel/clock';
import { DomainError } from '~/server/kernel/failure';
import type { KindList } from './model/ref';
import type { KindSource, ObjectDeps } from './ports';

const KEPT_MS = 60_000;
type Asked = Parameters<KindSource['find']>[2];
type Kept = { at: number; list: Promise<KindList> };

/** Discovery of members, kept for a minute: every page needs it and a classic walk is some thirty requests. */
export function memberKinds({ clientFor, clock }: Pick<ObjectDeps, 'clientFor'> & { clock: Clock }): KindSource {
  const kept = new Map<string, Kept>();
  const of: KindSource['of'] = async (cluster, actor) => {
    // what is kept is the same for everyone, but first they must be someone who may ask
    const client = await clientFor(cluster, actor);
    const known = kept.get(cluster);
    if (known && clock.monotonic() - known.at < KEPT_MS) return known.list;
    const list = client.discover().then(({ kinds, gaps }) => {
      return { kinds, gaps: gaps.map(({ group, version }) => `${group}/${version}`) };
    });
    kept.set(cluster, { at: clock.monotonic(), list });
    // a failure is not kept: the next one to ask tries again
    list.catch(() => kept.delete(cluster));
    return list;
  };
  const search = async (cluster: string, actor: Parameters<typeof of>[1], ref: Asked) => {
    const { kinds } = await of(cluster, actor);
    const served = kinds.filter(({ group, plural }) => group === ref.group && plural === ref.plural);
    return served.find(({ version }) => version === ref.version) ?? served[0];
  };
  return {
    of,
    find: async (cluster, actor, ref) => {
      const found = await search(cluster, actor, ref);
      if (found) return found;
      // it may have been installed since
      kept.delete(cluster);
      const fresh = await search(cluster, actor, ref);
      if (fresh) return fresh;
      throw new DomainError({ kind: 'not-found', what: 'kind', name: `${ref.plural}.${ref.version}.${ref.group}` });
    },
  };
}
