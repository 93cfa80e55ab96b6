'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { EditTarget } from '~/server/topology/model/places';
import { WriteDialog } from '../trpc/write-dialog';
import { EditOutcomeList } from './edit-outcome-list';
import { EditPreviewList } from './edit-preview-list';
import { PlaceFields } from './place-fields';
import { EMPTY_FORM, isEmptyEdit, planPlaceEdit } from './plan-place-edit';
import { useEditPlaces } from './use-edit-places';

/** Region, zone, labels and annotations of many objects at once: say it, see every change, apply, read each result. */
export function EditPlaces({ targets, onClose }: { targets: EditTarget[]; onClose: () => void }) {
  const t = useTranslations('topology.edit');
  const [form, setForm] = useState(EMPTY_FORM);
  const write = useEditPlaces(targets);
  const edit = planPlaceEdit(form);
  return (
    <WriteDialog
      title={t('title', { count: targets.length })}
      lead={t('lead')}
      write={write}
      unsaid={isEmptyEdit(edit) ? t('sayFirst') : undefined}
      onPreview={() => write.showPreview(edit)}
      onClose={onClose}
      form={<PlaceFields form={form} onChange={setForm} />}
      preview={<EditPreviewList items={write.items} />}
      outcome={<EditOutcomeList items={write.outcomes} />}
    />
  );
}
