'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ApplicationPreview } from '~/server/federation/model/preview';
import type { ApplicationView } from '~/server/federation/model/row';
import { Button } from '../../ui/button';
import { ReasonField } from '../../ui/reason-field';
import { ConfirmRemoval } from './confirm-removal';
import { DecisionTable } from './decision-table';
import { DryRunList } from './dry-run-list';
import { ManifestList } from './manifest-list';
import { PreviewSummary } from './preview-summary';
import { TakenAlongNote } from './take-along';
import type { ApplicationEdit } from './use-application-edit';
import { useTakeAlong } from './use-take-along';
import { WhatIf } from './what-if';

type PreviewPanelProps = { edit: ApplicationEdit; preview: ApplicationPreview; kept: ApplicationView | undefined };

/** Everything that saving would do: in which clusters and why, what exactly there, and what the members say of it. */
export function PreviewPanel({ edit, preview, kept }: PreviewPanelProps) {
  const t = useTranslations('federation.preview');
  const [cluster, choose] = useState<string | null>(null);
  const taking = useTakeAlong(edit);
  const isNothing = kept !== undefined && kept.text === edit.text;
  const refusal = refusalOf(edit, preview, isNothing);
  return (
    <section aria-label={t('title')} className="flex flex-col gap-4 border-t border-line px-6 py-4">
      <WhatIf without={edit.without} onChange={edit.askPreview} />
      <PreviewSummary preview={preview} />
      <DecisionTable preview={preview} chosen={cluster} onChoose={choose} />
      {cluster !== null && <ManifestList key={cluster} text={edit.text} cluster={cluster} />}
      <DryRunList key={edit.text} edit={edit} preview={preview} taking={taking} />
      <TakenAlongNote taking={taking} />
      <ConfirmRemoval preview={preview} checked={edit.confirmsRemoval} onChange={edit.setConfirms} />
      <ReasonField value={edit.reason} onChange={edit.setReason} />
      <div className="flex justify-end gap-2">
        <Button onClick={edit.back}>{t('back')}</Button>
        <Button look="primary" disabled={edit.save.isPending} refusal={refusal && t(refusal)} onClick={edit.askSave}>
          {t('save', { clusters: preview.clusters.filter(({ does }) => does !== 'stays').length })}
        </Button>
      </div>
    </section>
  );
}

/** Why what is shown cannot be saved as it is. */
function refusalOf(
  { without, confirmsRemoval }: ApplicationEdit,
  { isBlocked, removesMany }: ApplicationPreview,
  isNothing: boolean,
): 'blocked' | 'nothing' | 'onPaper' | 'confirmFirst' | undefined {
  if (isBlocked) return 'blocked';
  if (isNothing) return 'nothing';
  if (without) return 'onPaper';
  return removesMany !== null && !confirmsRemoval ? 'confirmFirst' : undefined;
}
