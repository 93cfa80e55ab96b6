'use client';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ObjectRef } from '~/server/objects/model/ref';
import { type SchedulingEdit, SchedulingIntent } from '~/server/topology/model/scheduling';
import { TargetOutcomeList } from '../objects/target-outcome-list';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { WriteDialog } from '../trpc/write-dialog';
import { Skeleton } from '../ui/skeleton';
import { ScheduleFields } from './schedule-fields';
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
  const write = useSchedule(targets);
  const form = (
    <>
      {current.isLoading ? <Skeleton className="h-48" /> : <ScheduleFields edit={edit} onChange={setEdit} />}
      {current.error && <QueryFailure error={current.error} />}
    </>
  );
  return (
    <WriteDialog
      title={t(`title.${of}`, { count: targets.length, name: targets[0]?.name ?? '' })}
      lead={t('lead')}
      write={write}
      unsaid={isUnfinished(edit) ? t('choosePlaces') : undefined}
      onPreview={() => write.showPreview(edit)}
      onClose={onClose}
      form={form}
      preview={<SchedulePreviewList items={write.items} />}
      outcome={<TargetOutcomeList outcomes={write.outcomes} />}
    />
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
