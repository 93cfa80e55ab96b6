'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActionOutcome, ObjectAction } from '~/server/objects/model/action';
import type { ObjectRef } from '~/server/objects/model/ref';
import { useTRPC, useTRPCClient } from '../../trpc/client';
import { drawStream } from '../../trpc/draw-stream';

/**
 * One action on some objects: what it would change as it is now, then what became of each. `action` is undefined while the
 * form does not say it whole. The server goes on when the page is left.
 */
export function useAction(targets: ObjectRef[], action: ObjectAction | undefined) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [outcomes, setOutcomes] = useState<ActionOutcome[]>([]);
  const [step, setStep] = useState<'preview' | 'applying' | 'outcome'>('preview');
  const [broken, setBroken] = useState<unknown>(null);
  const write = useMutation(trpc.objects.act.mutationOptions());
  const preview = useQuery({
    queryKey: ['objects.previewAction', targets, action],
    queryFn: () => api.objects.previewAction.mutate({ targets, action: action as ObjectAction }),
    enabled: action !== undefined && step === 'preview',
    gcTime: 0,
  });
  const changing = (preview.data ?? []).filter(({ refusal, changes }) => refusal === null && changes.length > 0);
  const apply = async () => {
    if (action === undefined) return;
    setStep('applying');
    try {
      const stream = await write.mutateAsync({ targets: changing.map(({ target }) => target), action, reason });
      await drawStream(stream, setOutcomes);
    } catch (error) {
      setBroken(error);
    } finally {
      setStep('outcome');
      void client.invalidateQueries();
    }
  };
  return { reason, setReason, preview, changing, outcomes, step, broken, apply: () => void apply() };
}

export type RunningAction = ReturnType<typeof useAction>;
