'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { EditOutcome, EditTarget } from '~/server/topology/model/places';
import { useTRPC } from '../trpc/client';
import { drawStream } from '../trpc/draw-stream';
import { EMPTY_FORM, type PlaceForm, planPlaceEdit } from './plan-place-edit';

export type EditStep = 'form' | 'preview' | 'outcome';

/** The three steps of an edit of places. Apply sends back what the preview showed, so a later change is noticed. */
export function useEditPlaces(targets: EditTarget[]) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [step, setStep] = useState<EditStep>('form');
  const [form, setForm] = useState<PlaceForm>(EMPTY_FORM);
  const [reason, setReason] = useState('');
  const wanted = planPlaceEdit(form);
  const preview = useMutation(trpc.topology.previewEdit.mutationOptions({ onSuccess: () => setStep('preview') }));
  const write = useMutation(trpc.topology.editPlaces.mutationOptions());
  const [written, setWritten] = useState<EditOutcome[]>([]);
  const [applying, setApplying] = useState(false);
  const [broken, setBroken] = useState<unknown>(null);
  const items = preview.data?.items ?? [];
  const changing = items.filter((item) => item.refusal === null && item.changes.length > 0);
  /** The server goes on when this page is left; what was told before a failure stays readable. */
  const apply = async () => {
    setApplying(true);
    setBroken(null);
    try {
      const targets = changing.map(({ target }) => target);
      const expected = changing.map(({ target, changes }) => ({ target, changes }));
      await drawStream(await write.mutateAsync({ targets, edit: wanted, reason, expected }), setWritten);
    } catch (error) {
      setBroken(error);
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
    error: step === 'form' ? preview.error : broken,
    showPreview: () => preview.mutate({ targets, edit: wanted, reason }),
    apply: () => void apply(),
    back: () => setStep('form'),
  };
}
