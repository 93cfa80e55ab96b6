'use client';
import { useTranslations } from 'next-intl';
import type { EditPreview } from '~/server/topology/model/places';
import { StatusMark } from '../ui/status-mark';
import { useCauseText } from '../ui/use-cause-text';
import { FieldChanges } from './field-changes';
import { targetName } from './target-name';

type Item = EditPreview['items'][number];

/** Exactly what will change, object by object; what is refused says why and is left out. */
export function EditPreviewList({ items }: { items: readonly Item[] }) {
  return (
    <ul className="flex flex-col rounded-lg border border-line">
      {items.map((item) => (
        <li key={targetName(item.target)} className="border-b border-line px-3 py-2 last:border-b-0">
          <ItemDiff item={item} />
        </li>
      ))}
    </ul>
  );
}

function ItemDiff({ item }: { item: Item }) {
  const t = useTranslations('topology.edit');
  const causeText = useCauseText();
  return (
    <>
      <p className="text-sm font-medium">{targetName(item.target)}</p>
      {item.refusal !== null && (
        <p className="flex items-center gap-1.5 text-xs text-failed">
          <StatusMark status="failed" />
          {t(`refusal.${item.refusal.code}`)}
          {causeText(item.refusal.cause)}
          {item.refusal.said && <q className="font-mono">{item.refusal.said}</q>}
        </p>
      )}
      {item.refusal === null && item.changes.length === 0 && <p className="text-xs text-ink-faint">{t('unchanged')}</p>}
      <FieldChanges changes={item.changes} />
    </>
  );
}
