'use client';
import { useTranslations } from 'next-intl';
import type { WritePreview } from '~/server/objects/model/write';
import { Button } from '../../ui/button';
import { CodeBlock } from '../../ui/code-block';
import { ReasonField } from '../../ui/reason-field';
import { StatusMark } from '../../ui/status-mark';
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
      <ol className="flex flex-col gap-3">
        {items.map((item) => (
          <li key={item.line} className="rounded-lg border border-line bg-sheet p-3">
            <PreviewItem item={item} />
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-64 flex-1">
          <ReasonField value={form.reason} onChange={form.setReason} />
        </div>
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
    <div className="flex flex-col gap-2">
      <p className="flex items-center gap-2 text-sm font-medium">
        <StatusMark status={refusal ? 'failed' : 'healthy'} />
        {kind || t('document')} {ref && [ref.namespace, ref.name].filter(Boolean).join(' / ')}
        <span className="ml-auto text-xs font-normal text-ink-faint">{t('line', { line })}</span>
      </p>
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
    </div>
  );
}
