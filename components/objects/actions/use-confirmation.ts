import { useTranslations } from 'next-intl';
import type { ObjectAction } from '~/server/objects/model/action';
import type { ObjectRef } from '~/server/objects/model/ref';
import { isGrave } from './actions-of';

/**
 * What a person types before a deletion: for many, how many objects of how many clusters go; for one, its name where others
 * share it or it holds data. Undefined where nothing is typed, and while it is not known yet what goes.
 */
export function useConfirmation(
  action: ObjectAction['do'],
  targets: readonly ObjectRef[],
  changing: readonly { target: ObjectRef }[],
): string | undefined {
  const t = useTranslations('objects.action');
  if (action !== 'delete') return undefined;
  const [first] = targets;
  if (targets.length === 1) return first && isGrave(first) ? first.name : undefined;
  if (changing.length === 0) return undefined;
  const clusters = new Set(changing.map(({ target }) => target.cluster)).size;
  return t('confirmMany', { count: changing.length, clusters });
}
