'use client';
import { useTranslations } from 'next-intl';
import type { ActionPreview } from '~/server/objects/model/action';
import { RefusalText } from '../refusal-text';
import { ChangeLines } from './change-lines';
import { targetText } from './target-text';

/** Exactly what will change, object by object; what is refused says why and is left out. */
export function ActionPreviewList({ items }: { items: readonly ActionPreview[] }) {
  const t = useTranslations('objects.action');
  return (
    <ul aria-label={t('preview')} className="flex max-h-96 flex-col overflow-y-auto rounded-lg border border-line">
      {items.map(({ target, changes, refusal }) => (
        <li key={targetText(target)} className="border-b border-line px-3 py-2 last:border-b-0">
          {items.length > 1 && <p className="text-sm font-medium">{targetText(target)}</p>}
          {refusal && <RefusalText refusal={refusal} />}
          {refusal === null && changes.length === 0 && <p className="text-xs text-ink-faint">{t('unchanged')}</p>}
          {changes.length > 0 && <ChangeLines changes={changes} />}
        </li>
      ))}
    </ul>
  );
}
