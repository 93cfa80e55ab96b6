'use client';
import { useTranslations } from 'next-intl';
import type { EditTarget } from '~/server/topology/model/places';
import { QueryFailure } from '../trpc/failure-text';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { EditOutcomeList } from './edit-outcome-list';
import { EditPreviewList } from './edit-preview-list';
import { PlaceFields } from './place-fields';
import { isEmptyEdit } from './plan-place-edit';
import { useEditPlaces } from './use-edit-places';

/** Region, zone, labels and annotations of many objects at once: say it, see every change, apply, read each result. */
export function EditPlaces({ targets, onClose }: { targets: EditTarget[]; onClose: () => void }) {
  const t = useTranslations('topology.edit');
  const edit = useEditPlaces(targets);
  return (
    <Dialog
      wide
      title={t('title', { count: targets.length })}
      description={t(`step.${edit.step}`)}
      onClose={onClose}
      onBack={edit.step === 'preview' && !edit.applying ? edit.back : undefined}
      footer={<Footer edit={edit} onClose={onClose} />}
    >
      {edit.step === 'form' && <PlaceFields form={edit.form} onChange={edit.setForm} />}
      {edit.step === 'preview' && edit.preview && (
        <div className="flex flex-col gap-4">
          <EditPreviewList preview={edit.preview} />
          <Field label={t('reason')} hint={t('reasonHint')}>
            {(control) => (
              <Input
                {...control}
                maxLength={500}
                value={edit.reason}
                onChange={(event) => edit.setReason(event.target.value)}
              />
            )}
          </Field>
        </div>
      )}
      {edit.step === 'outcome' && edit.written.length > 0 && <EditOutcomeList items={edit.written} />}
      {edit.error !== null && (
        <div className="pt-3">
          <QueryFailure error={edit.error} />
          {edit.step === 'outcome' && (
            <p className="pt-2 text-sm">{t('stopped', { done: edit.written.length, of: edit.changing })}</p>
          )}
        </div>
      )}
    </Dialog>
  );
}

function Footer({ edit, onClose }: { edit: ReturnType<typeof useEditPlaces>; onClose: () => void }) {
  const t = useTranslations('topology.edit');
  const ui = useTranslations('ui');
  if (edit.step === 'outcome')
    return (
      <Button look="primary" onClick={onClose}>
        {ui('close')}
      </Button>
    );
  if (edit.step === 'form')
    return (
      <>
        <Button onClick={onClose}>{ui('cancel')}</Button>
        <Button
          look="primary"
          disabled={edit.busy}
          refusal={isEmptyEdit(edit.wanted) ? t('sayFirst') : undefined}
          onClick={edit.showPreview}
        >
          {t('preview')}
        </Button>
      </>
    );
  return (
    <>
      {edit.applying && <Progress done={edit.written.length} of={edit.changing} />}
      <Button disabled={edit.applying} onClick={edit.back}>
        {t('back')}
      </Button>
      <Button
        look="primary"
        disabled={edit.busy}
        refusal={edit.changing === 0 ? t('nothing') : undefined}
        onClick={edit.apply}
      >
        {t('apply', { count: edit.changing })}
      </Button>
    </>
  );
}

function Progress({ done, of }: { done: number; of: number }) {
  const t = useTranslations('topology.edit');
  return (
    <span role="status" className="mr-auto flex items-center gap-2 text-sm text-ink-soft">
      <progress className="h-1.5 w-32 accent-accent" max={of} value={done} aria-label={t('progress', { done, of })} />
      {t('progress', { done, of })}
    </span>
  );
}
