'use client';
import { useTranslations } from 'next-intl';
import type { WritePreview } from '~/server/objects/model/write';
import { Button } from '../../ui/button';
import { CodeBlock } from '../../ui/code-block';
import { ItemList, ListItem } from '../../ui/item-list';
import { ReasonField } from '../../ui/reason-field';
import { Warnings } from '../editor/warnings';
import { RefusalText } from '../refusal-text';
import type { Create } from './use-create';

type CreatePreviewProps = { form: Create; items: readonly WritePreview[] };

/** What the cluster would make of each document; those that it refuses leave the others. */
export function CreatePreview({ form, items }: CreatePreviewProps) {
  const t = useTranslations('objects.create');
  const good = items.filter(({ refusal }) => refusal === null).length;
  return (
    <section aria-label={t('previewTitle')} className="flex flex-col gap-4 border-t border-line px-6 py-4">
      <p className="text-sm text-ink-soft">{t('previewText')}</p>
      <ItemList>
        {items.map((item) => (
          <PreviewItem key={item.line} item={item} />
        ))}
      </ItemList>
      <ReasonField value={form.reason} onChange={form.setReason} />
      <div className="flex justify-end gap-2">
        <Button onClick={form.back}>{t('back')}</Button>
        <Button
          look="primary"
          disabled={form.create.isPending}
          refusal={good === 0 ? t('nothing') : undefined}
          onClick={form.askCreate}
        >
          {t('create', { count: good })}
        </Button>
      </div>
    </section>
  );
}

function PreviewItem({ item: { ref, kind, line, after, warnings, refusal } }: { item: WritePreview }) {
  const t = useTranslations('objects.create');
  return (
    <ListItem
      name={`${kind || t('document')} ${[ref?.namespace, ref?.name].filter(Boolean).join(' / ')}`}
      status={refusal ? 'failed' : 'healthy'}
      note={t('line', { line })}
    >
      {refusal && <RefusalText refusal={refusal} />}
      <Warnings warnings={warnings} />
      {after !== null && (
        <details>
          <summary className="cursor-pointer text-xs text-ink-soft">{t('whole')}</summary>
          <div className="max-h-96 overflow-auto pt-2">
            <CodeBlock code={after} />
          </div>
        </details>
      )}
    </ListItem>
  );
}
