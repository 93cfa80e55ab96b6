'use client';
import { useTranslations } from 'next-intl';
import type { WritePreview } from '~/server/objects/model/write';
import { Button } from '../../ui/button';
import { ReasonField } from '../../ui/reason-field';
import { DiffView } from './diff-view';
import type { Edit } from './use-edit';
import { Warnings } from './warnings';

/** Exactly what the edit would make of the object, from the member's own dry run; then it may be saved. */
export function UpdatePreview({ edit, preview }: { edit: Edit; preview: WritePreview }) {
  const t = useTranslations('objects.editor');
  const { before, after, warnings } = preview;
  const isSame = before === after;
  return (
    <section aria-label={t('previewTitle')} className="flex flex-col gap-4 border-t border-line px-6 py-4">
      <p className="text-sm text-ink-soft">{t(isSame ? 'noChange' : 'previewText')}</p>
      <Warnings warnings={warnings} />
      {!isSame && <DiffView before={before ?? ''} after={after ?? ''} />}
      <ReasonField value={edit.reason} onChange={edit.setReason} />
      <div className="flex justify-end gap-2">
        <Button onClick={() => edit.preview.reset()}>{t('back')}</Button>
        <Button
          look="primary"
          disabled={edit.save.isPending}
          refusal={isSame ? t('noChange') : undefined}
          onClick={edit.askSave}
        >
          {t('save')}
        </Button>
      </div>
    </section>
  );
}
