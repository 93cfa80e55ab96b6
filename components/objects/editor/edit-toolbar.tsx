'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ObjectView } from '~/server/objects/model/view';
import { useRefusal } from '../../trpc/use-refusal';
import { Button } from '../../ui/button';
import { CodeBlock } from '../../ui/code-block';
import { CopyButton } from '../../ui/copy-button';
import type { Edit } from './use-edit';

type EditToolbarProps = { edit: Edit; view: ObjectView; isPreviewed: boolean };

/** What can be done with the text, and how it stands to what is in the cluster. */
export function EditToolbar({ edit, view, isPreviewed }: EditToolbarProps) {
  const t = useTranslations('objects.editor');
  const refusal = useRefusal();
  const [isShown, show] = useState(false);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-6 py-2">
        <Button
          look="primary"
          disabled={edit.preview.isPending || isPreviewed}
          refusal={edit.isChanged ? refusal('objects.update', view.ref) : t('changeFirst')}
          onClick={edit.askPreview}
        >
          {t('preview')}
        </Button>
        {edit.isChanged && <Button onClick={edit.discard}>{t('discard')}</Button>}
        {edit.isOld && <Button onClick={edit.discard}>{t('load')}</Button>}
        <span className="text-xs text-ink-soft">{edit.isChanged ? t('changed') : edit.isOld ? t('newer') : ''}</span>
        <span className="flex-1" />
        {view.managedFields !== '' && (
          <Button look="quiet" size="sm" aria-expanded={isShown} onClick={() => show(!isShown)}>
            {t(isShown ? 'hideManaged' : 'showManaged')}
          </Button>
        )}
        <CopyButton text={edit.text} />
      </div>
      {isShown && (
        <section aria-label="managedFields" className="max-h-72 overflow-auto px-6 pb-3">
          <CodeBlock code={view.managedFields} />
        </section>
      )}
    </>
  );
}
