import { isJson, type Json, json, text } from '~/server/kernel/json';
import { idOf, listKey } from '~/server/kernel/keyed-list';
import type { EntryNames, MergeRules } from '~/server/kernel/merge-edits';

/** Lists of words in which the order says nothing. */
const SETS = /\.(clusterNames|exclude|values|with|without|remove|days)$/;
/** By one of these an object says what the rest of it means. */
const TELLING = ['type', 'do', 'operator', 'op'];
const TEMPLATES = 'spec.templates';

const wordsAlone = (lists: readonly (readonly unknown[])[]) => lists.flat().every((entry) => typeof entry === 'string');

/** A template is what it is of in a cluster, whatever its version: `Deployment default/web`. */
function templateName(entry: unknown): string {
  const template = json(entry);
  const { namespace, name } = json(template['metadata']);
  const group = /^(.*)\//.exec(text(template['apiVersion']))?.[1];
  const kind = [text(template['kind']), ...(group === undefined ? [] : [group])].join('.');
  return text(name) === '' ? '' : `${kind} ${[text(namespace), text(name)].filter(Boolean).join('/')}`;
}

/** How the entries of the lists of an application are told apart. */
export function entryNames(path: string, lists: readonly (readonly unknown[])[]): EntryNames | undefined {
  if (path === TEMPLATES) return { of: templateName };
  const isTemplates = path.startsWith(TEMPLATES);
  if (!isTemplates && SETS.test(path) && wordsAlone(lists)) return { of: text };
  if (path.endsWith('.spreadConstraints')) return { key: 'spreadBy', of: (entry) => idOf(entry, 'spreadBy') };
  if (path.endsWith('.weights'))
    return { of: (entry) => (isJson(entry) ? JSON.stringify(entry['targetCluster']) : '') };
  const key = listKey(...lists);
  return key === undefined ? undefined : { key, of: (entry) => idOf(entry, key) };
}

/** How two edits of one application are put together. */
export const APPLICATION_RULES: Pick<MergeRules, 'names' | 'isOne'> = {
  names: entryNames,
  isOne: (path: string, mine: Json, theirs: Json) =>
    !path.startsWith(TEMPLATES) && TELLING.some((field) => mine[field] !== theirs[field]),
};
