'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { EditOutcome, EditTarget } from '~/server/topology/model';
import { useTRPC } from '../trpc/client';
import { EMPTY_FORM, type PlaceForm, planPlaceEdit } from './plan-place-edit';

type Written = EditOutcome['items'];
const PORTION = 20;

const portionsOf = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

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
  const write = useMutation(trpc.topology.editPlaces.mutationOptions());
  const [written, setWritten] = useState<Written>([]);
  const [applying, setApplying] = useState(false);
  const items = preview.data?.items ?? [];
  const changing = items.filter((item) => item.refusal === null && item.changes.length > 0);
  /** Portion by portion, so that progress is seen and what was written before a failure stays readable. */
  const apply = async () => {
    setApplying(true);
    setWritten([]);
    try {
      for (const portion of portionsOf(changing, PORTION)) {
        const expected = portion.map(({ target, resourceVersion }) => ({ target, resourceVersion }));
        const targets = portion.map(({ target }) => target);
        const done = await write.mutateAsync({ targets, edit: wanted, reason, expected });
        setWritten((before) => [...before, ...done.items]);
      }
    } catch {
      // the mutation holds the error and the dialog shows it
    } finally {
      setApplying(false);
      setStep('outcome');
      void client.invalidateQueries();
    }
  };
  return {
    step,
    form,
    setForm,
    reason,
    setReason,
    wanted,
    preview: preview.data,
    written,
    applying,
    changing: changing.length,
    busy: preview.isPending || applying,
    error: step === 'form' ? preview.error : write.error,
    showPreview: () => preview.mutate({ targets, edit: wanted, reason }),
    apply: () => void apply(),
    back: () => setStep('form'),
  };
}
