'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActInput, ObjectAction } from '~/server/objects/model/action';
import type { ObjectRef } from '~/server/objects/model/ref';
import { useTRPCClient } from '../../trpc/client';
import { useStreamedWrite } from '../../trpc/use-streamed-write';
import { willChange } from '../../trpc/will-change';

/**
 * One action on some objects: what it would change as it is now, then what became of each. `action` is undefined while the
 * form does not say it whole.
 */
export function useAction(targets: ObjectRef[], action: ObjectAction | undefined) {
  const api = useTRPCClient();
  const [reason, setReason] = useState('');
  const write = useStreamedWrite((input: ActInput) => api.objects.act.mutate(input));
  const preview = useQuery({
    queryKey: ['objects.previewAction', targets, action],
    queryFn: () => api.objects.previewAction.mutate({ targets, action: action as ObjectAction }),
    enabled: action !== undefined && !write.applying && !write.ended,
    gcTime: 0,
  });
  const changing = (preview.data ?? []).filter(willChange);
  const apply = () => action && write.apply({ targets: changing.map(({ target }) => target), action, reason });
  return { ...write, reason, setReason, preview, changing, apply };
}

export type RunningAction = ReturnType<typeof useAction>;
