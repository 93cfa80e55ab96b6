'use client';
import { useTranslations } from 'next-intl';
import type { ApplicationView } from '~/server/federation/model/row';
import { QueryFailure } from '../../trpc/failure-text';
import { useRefusal } from '../../trpc/use-refusal';
import { Button } from '../../ui/button';
import { cn } from '../../ui/cn';
import { CopyButton } from '../../ui/copy-button';
import { SegmentedControl } from '../../ui/segmented-control';
import { useUrlChoice } from '../../ui/use-url-state';
import { EditorSides, SIDES, type Side } from './editor-sides';
import { MergePanel } from './merge/merge-panel';
import { PreviewPanel } from './preview-panel';
import { type ApplicationEdit, useApplicationEdit } from './use-application-edit';
import { useIsWide } from './use-is-wide';

type ApplicationEditorProps = { name?: string; kept?: ApplicationView };

/** An application as a form and as text, then everything that saving it would do, then the save. */
export function ApplicationEditor({ name, kept }: ApplicationEditorProps) {
  const t = useTranslations('federation.edit');
  const edit = useApplicationEdit(kept);
  const isWide = useIsWide();
  const [chosen, choose] = useUrlChoice('write', SIDES);
  const side = chosen === 'both' && !isWide ? 'form' : chosen;
  const { shown, isOvertaken } = edit;
  const error = isOvertaken ? null : (edit.preview.error ?? edit.save.error);
  const sides = { side, all: SIDES.filter((one) => isWide || one !== 'both'), choose };
  return (
    <div className="flex min-h-96 flex-1 flex-col">
      {!shown && <Toolbar edit={edit} isNew={kept === undefined} sides={sides} />}
      {error !== null && (
        <div className="px-6 py-2">
          <QueryFailure error={error} />
        </div>
      )}
      {isOvertaken && kept && <MergePanel edit={edit} kept={kept} />}
      {shown && <PreviewPanel edit={edit} preview={shown} kept={kept} />}
      <div className={cn('flex min-h-0 flex-1 flex-col border-t border-line', shown && 'hidden')}>
        <EditorSides
          edit={edit}
          side={side}
          label={name === undefined ? t('newLabel') : t('label', { name })}
          isNew={kept === undefined}
        />
      </div>
    </div>
  );
}

type Sides = { side: Side; all: readonly Side[]; choose: (side: Side) => void };

function Toolbar({ edit, isNew, sides }: { edit: ApplicationEdit; isNew: boolean; sides: Sides }) {
  const t = useTranslations('federation.edit');
  const refusal = useRefusal();
  const reason = edit.isOvertaken ? t('mergeFirst') : edit.isChanged ? undefined : t('changeFirst');
  return (
    <div className="flex flex-wrap items-center gap-3 px-6 py-2">
      <Button
        look="primary"
        disabled={edit.preview.isPending}
        refusal={reason ?? refusal('federation.save', 'anywhere')}
        onClick={() => edit.askPreview()}
      >
        {t('preview')}
      </Button>
      {edit.isChanged && !isNew && <Button onClick={edit.discard}>{t('discard')}</Button>}
      {edit.takeBack && <Button onClick={edit.takeBack}>{t('takeBack')}</Button>}
      <p className="min-w-0 flex-1 text-xs text-ink-soft">{t('hint')}</p>
      <SegmentedControl
        label={t('sides.label')}
        value={sides.side}
        options={sides.all.map((value) => ({ value, label: t(`sides.${value}`) }))}
        onChange={sides.choose}
      />
      <CopyButton text={edit.text} />
    </div>
  );
}
