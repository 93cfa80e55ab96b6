import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActionOutcome } from '~/server/objects/model/action';
import type { ObjectRef } from '~/server/objects/model/ref';
import type { SchedulingEdit } from '~/server/topology/model/scheduling';
import { useTRPC } from '../trpc/client';
import { drawStream } from '../trpc/draw-stream';

export type ScheduleStep = 'form' | 'preview' | 'outcome';

/** The three steps of a change of scheduling: say it, see what it changes and where pods would go, apply. */
export function useSchedule(targets: ObjectRef[]) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [step, setStep] = useState<ScheduleStep>('form');
  const [written, setWritten] = useState<ActionOutcome[]>([]);
  const [applying, setApplying] = useState(false);
  const [broken, setBroken] = useState<unknown>(null);
  const preview = useMutation(trpc.topology.previewScheduling.mutationOptions({ onSuccess: () => setStep('preview') }));
  const write = useMutation(trpc.topology.schedule.mutationOptions());
  const changing = (preview.data ?? []).filter(({ changes, refusal }) => changes.length > 0 && refusal === null);

  const apply = async (edit: SchedulingEdit, reason: string) => {
    setApplying(true);
    setBroken(null);
    try {
      const chosen = changing.map(({ target }) => target);
      await drawStream(await write.mutateAsync({ targets: chosen, edit, reason }), setWritten);
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
    preview: preview.data ?? [],
    changing: changing.length,
    written,
    applying,
    busy: preview.isPending || applying,
    error: step === 'form' ? preview.error : broken,
    showPreview: (edit: SchedulingEdit) => preview.mutate({ targets, edit }),
    apply: (edit: SchedulingEdit, reason: string) => void apply(edit, reason),
    back: () => setStep('form'),
  };
}
