'use client';
import { useTranslations } from 'next-intl';
import type { ApplicationView } from '~/server/federation/model/row';
import { CodeEditor } from '../../objects/editor/code-editor';
import { QueryFailure } from '../../trpc/failure-text';
import { useRefusal } from '../../trpc/use-refusal';
import { Button } from '../../ui/button';
import { cn } from '../../ui/cn';
import { CopyButton } from '../../ui/copy-button';
import { OvertakenPanel } from './overtaken-panel';
import { PreviewPanel } from './preview-panel';
import { type ApplicationEdit, useApplicationEdit } from './use-application-edit';

type ApplicationEditorProps = { name?: string; kept?: ApplicationView };

/** The text of an application, then everything that saving it would do, then the save. */
export function ApplicationEditor({ name, kept }: ApplicationEditorProps) {
  const t = useTranslations('federation.edit');
  const edit = useApplicationEdit(kept);
  const { shown } = edit;
  const error = edit.preview.error ?? (edit.isOvertaken ? null : edit.save.error);
  return (
    <div className="flex min-h-96 flex-1 flex-col">
      {!shown && <Toolbar edit={edit} isNew={kept === undefined} />}
      {error !== null && (
        <div className="px-6 py-2">
          <QueryFailure error={error} />
        </div>
      )}
      {edit.isOvertaken && kept && <OvertakenPanel edit={edit} kept={kept} />}
      {shown && <PreviewPanel edit={edit} preview={shown} kept={kept} />}
      <div className={cn('flex min-h-0 flex-1 flex-col border-t border-line', shown && 'hidden')}>
        <CodeEditor
          label={name === undefined ? t('newLabel') : t('label', { name })}
          value={edit.text}
          onChange={edit.write}
        />
      </div>
    </div>
  );
}

function Toolbar({ edit, isNew }: { edit: ApplicationEdit; isNew: boolean }) {
  const t = useTranslations('federation.edit');
  const refusal = useRefusal();
  return (
    <div className="flex flex-wrap items-center gap-3 px-6 py-2">
      <Button
        look="primary"
        disabled={edit.preview.isPending}
        refusal={edit.isChanged ? refusal('federation.save', 'anywhere') : t('changeFirst')}
        onClick={() => edit.askPreview()}
      >
        {t('preview')}
      </Button>
      {edit.isChanged && !isNew && <Button onClick={edit.discard}>{t('discard')}</Button>}
      <p className="text-xs text-ink-soft">{t('hint')}</p>
      <span className="flex-1" />
      <CopyButton text={edit.text} />
    </div>
  );
}
