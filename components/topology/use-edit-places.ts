'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { EditTarget } from '~/server/topology/model';
import { useTRPC } from '../trpc/client';
import { EMPTY_FORM, type PlaceForm, planPlaceEdit } from './plan-place-edit';

export type EditStep = 'form' | 'preview' | 'outcome';

/** The three steps of an edit of places. Apply sends back the versions the preview saw, so a later change is noticed. */
export function useEditPlaces(targets: EditTarget[]) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [step, setStep] = useState<EditStep>('form');
  const [form, setForm] = useState<PlaceForm>(EMPTY_FORM);
  const [reason, setReason] = useState('');
  const wanted = planPlaceEdit(form);
  const preview = useMutation(trpc.topology.previewEdit.mutationOptions({ onSuccess: () => setStep('preview') }));
  const applied = useMutation(
    trpc.topology.editPlaces.mutationOptions({
      onSuccess: () => {
        setStep('outcome');
        void client.invalidateQueries();
      },
    }),
  );
  const items = preview.data?.items ?? [];
  const changing = items.filter((item) => item.refusal === null && item.changes.length > 0);
  const apply = () =>
    applied.mutate({
      targets: changing.map(({ target }) => target),
      edit: wanted,
      reason,
      expected: changing.map(({ target, resourceVersion }) => ({ target, resourceVersion })),
    });
  return {
    step,
    form,
    setForm,
    reason,
    setReason,
    wanted,
    preview: preview.data,
    outcome: applied.data,
    changing: changing.length,
    busy: preview.isPending || applied.isPending,
    error: step === 'form' ? preview.error : applied.error,
    showPreview: () => preview.mutate({ targets, edit: wanted, reason }),
    apply,
    back: () => setStep('form'),
  };
}
