'use client';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ObjectRef } from '~/server/objects/model/ref';
import { type SchedulingEdit, SchedulingIntent } from '~/server/topology/model/scheduling';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { Skeleton } from '../ui/skeleton';
import { ScheduleFields } from './schedule-fields';
import { ScheduleOutcomeList } from './schedule-outcome-list';
import { SchedulePreviewList } from './schedule-preview-list';
import { useSchedule } from './use-schedule';

const NOTHING = SchedulingIntent.parse({ over: 'zone', affinity: 'none', spread: 'none' });

type ScheduleObjectsProps = { of: SchedulingEdit['of']; targets: ObjectRef[]; onClose: () => void };

/** Where pods shall run, or which pods a service's callers reach first, for one or many objects of many clusters. */
export function ScheduleObjects({ of, targets, onClose }: ScheduleObjectsProps) {
  const t = useTranslations('scheduling');
  const [edited, setEdit] = useState<SchedulingEdit>();
  const current = useCurrent(targets);
  const edit = edited ?? current.data ?? (of === 'workload' ? { of, intent: NOTHING } : { of, access: 'nearest' });
  const [reason, setReason] = useState('');
  const schedule = useSchedule(targets);
  return (
    <Dialog
      wide
      title={t(`title.${of}`, { count: targets.length, name: targets[0]?.name ?? '' })}
      description={t(`step.${schedule.step}`)}
      onClose={onClose}
      onBack={schedule.step === 'preview' && !schedule.busy ? schedule.back : undefined}
      footer={<Footer {...{ schedule, edit, reason, onClose }} />}
    >
      {schedule.step === 'form' &&
        (current.isLoading ? <Skeleton className="h-48" /> : <ScheduleFields edit={edit} onChange={setEdit} />)}
      {schedule.step === 'preview' && (
        <div className="flex flex-col gap-4">
          <SchedulePreviewList items={schedule.preview} />
          <Field label={t('reason')}>
            {(control) => (
              <Input {...control} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
            )}
          </Field>
        </div>
      )}
      {schedule.step === 'outcome' && <ScheduleOutcomeList items={schedule.written} />}
      {schedule.step === 'form' && current.error && <QueryFailure error={current.error} />}
      {schedule.error !== null && (
        <div className="pt-3">
          <QueryFailure error={schedule.error} />
        </div>
      )}
    </Dialog>
  );
}

/** One object's edit begins with what it says now; many may say many things, and begin with nothing. */
function useCurrent(targets: ObjectRef[]) {
  const trpc = useTRPC();
  const [only] = targets;
  return useQuery(trpc.topology.scheduling.queryOptions(targets.length === 1 && only ? only : skipToken));
}

/** Requiring or preferring no place at all would be a change by accident. */
const isUnfinished = (edit: SchedulingEdit) =>
  edit.of === 'workload' && edit.intent.affinity !== 'none' && edit.intent.places.length === 0;

type FooterProps = {
  schedule: ReturnType<typeof useSchedule>;
  edit: SchedulingEdit;
  reason: string;
  onClose: () => void;
};

function Footer({ schedule, edit, reason, onClose }: FooterProps) {
  const t = useTranslations('scheduling');
  const ui = useTranslations('ui');
  const { step, busy, changing } = schedule;
  if (step === 'outcome')
    return (
      <Button look="primary" onClick={onClose}>
        {ui('close')}
      </Button>
    );
  if (step === 'form')
    return (
      <>
        <Button onClick={onClose}>{ui('cancel')}</Button>
        <Button
          look="primary"
          disabled={busy}
          refusal={isUnfinished(edit) ? t('choosePlaces') : undefined}
          onClick={() => schedule.showPreview(edit)}
        >
          {t('preview')}
        </Button>
      </>
    );
  return (
    <>
      <Button disabled={busy} onClick={schedule.back}>
        {t('back')}
      </Button>
      <Button
        look="primary"
        disabled={busy}
        refusal={changing === 0 ? t('nothing') : undefined}
        onClick={() => schedule.apply(edit, reason)}
      >
        {t('apply', { count: changing })}
      </Button>
    </>
  );
}
