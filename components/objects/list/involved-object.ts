import type { Kind, ObjectRef } from '~/server/objects/model/ref';

/** Kinds of one name in several groups: events speak of these. */
const FIRST_GROUPS = ['', 'apps', 'batch'];

/**
 * The object that an event's cell names (`pod/web-1`, `deployment/web`); undefined when the member serves no such kind.
 * A member prints no group there, so core, apps and batch come first.
 */
export function involvedObject(
  cluster: string,
  kinds: readonly Kind[],
  namespace: string | null,
  text: string,
): ObjectRef | undefined {
  const [word = '', name = ''] = text.split('/');
  if (name === '') return undefined;
  const found = kinds.filter(({ kind }) => kind.toLowerCase() === word.toLowerCase());
  const kind = found.find(({ group }) => FIRST_GROUPS.includes(group)) ?? found[0];
  if (!kind) return undefined;
  const { group, version, plural, namespaced } = kind;
  return { cluster, group, version, plural, name, ...(namespaced && namespace !== null ? { namespace } : {}) };
}
