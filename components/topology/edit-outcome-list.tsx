'use client';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { EditOutcome, FieldSurprise } from '~/server/topology/model/places';
import { Button } from '../ui/button';
import { ItemList, ListItem } from '../ui/item-list';
import { RelativeTime } from '../ui/relative-time';
import type { StatusWord } from '../ui/status-words';
import { useCauseText } from '../ui/use-cause-text';
import { targetName } from './target-name';

const MARKS: Record<EditOutcome['outcome'], StatusWord> = {
  applied: 'healthy',
  unchanged: 'suspended',
  conflict: 'degraded',
  missing: 'failed',
  refused: 'failed',
  rights: 'failed',
  unreachable: 'unknown',
};

/** What became of each object; it stays until the person closes it. */
export function EditOutcomeList({ items }: { items: EditOutcome[] }) {
  const t = useTranslations('topology.edit');
  const ui = useTranslations('ui.write');
  const causeText = useCauseText();
  return (
    <div className="flex flex-col items-end gap-3">
      <ExportButton items={items} />
      <ItemList label={ui('outcomes')}>
        {items.map(({ target, outcome, cause, said, surprises }) => (
          <ListItem
            key={targetName(target)}
            name={targetName(target)}
            title={targetName(target)}
            status={MARKS[outcome]}
            note={t(`outcome.${outcome}`)}
          >
            {surprises.map((surprise) => (
              <Surprise key={surprise.path} surprise={surprise} />
            ))}
            {cause && <p className="pl-5 text-xs text-ink-soft">{causeText(cause)}</p>}
            {said && <q className="block pl-5 font-mono text-xs break-words text-ink-faint">{said}</q>}
          </ListItem>
        ))}
      </ItemList>
    </div>
  );
}

/** What the field holds now, who wrote it and when: enough to go and ask them. */
function Surprise({ surprise: { path, found, writer } }: { surprise: FieldSurprise }) {
  const t = useTranslations('topology.edit');
  return (
    <p className="pl-5 text-xs break-words text-ink-soft">
      <code>{path}</code> {found === null ? t('surprise.gone') : t('surprise.now', { value: found })}
      {writer && <> · {t('surprise.by', { manager: writer.manager })}</>}
      {writer?.at && (
        <>
          {' '}
          <RelativeTime at={writer.at} />
        </>
      )}
    </p>
  );
}

function ExportButton({ items }: { items: EditOutcome[] }) {
  const t = useTranslations('topology.edit');
  const columns = [
    { header: t('column.object'), text: ({ target }: EditOutcome) => targetName(target) },
    { header: t('column.outcome'), text: ({ outcome }: EditOutcome) => t(`outcome.${outcome}`) },
    {
      header: t('column.said'),
      text: ({ said, surprises }: EditOutcome) => said || surprises.map(surpriseText).join('; '),
    },
  ];
  const surpriseText = ({ path, found, writer }: FieldSurprise) =>
    [`${path}=${found ?? ''}`, writer?.manager, writer?.at].filter(Boolean).join(' ');
  const save = async () => {
    const { saveRows } = await import('../ui/data-table/export-rows');
    await saveRows('place-edit', 'csv', columns, items);
  };
  return (
    <Button size="sm" onClick={() => void save()}>
      <Download className="size-3.5" />
      {t('export')}
    </Button>
  );
}
