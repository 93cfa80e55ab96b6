import type { Actor } from '~/server/teams/model/actor';
import type { KindList } from './model/ref';
import type { ObjectDeps } from './ports';

/** Kinds that can be listed, each once, in the version that the member prefers. */
export async function listKinds(
  { kinds }: Pick<ObjectDeps, 'kinds'>,
  actor: Actor,
  cluster: string,
): Promise<KindList> {
  const found = await kinds.of(cluster, actor);
  const preferred = new Map(found.kinds.toReversed().map((kind) => [`${kind.plural}.${kind.group}`, kind]));
  return { ...found, kinds: [...preferred.values()].reverse().filter(({ verbs }) => verbs.includes('list')) };
}
