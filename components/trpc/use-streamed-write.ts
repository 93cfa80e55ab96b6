'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { drawStream } from './draw-stream';

/**
 * A write that is answered item by item: `outcomes` grow while it runs and stay readable, also of one that broke off. The
 * server goes on when the page is left. Whatever came of it, what the page shows is asked for again.
 */
export function useStreamedWrite<Input, Outcome>(send: (input: Input) => Promise<AsyncIterable<Outcome>>) {
  const client = useQueryClient();
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const { mutate, status, error } = useMutation({
    mutationFn: async (input: Input) => drawStream(await send(input), setOutcomes),
    onSettled: () => void client.invalidateQueries(),
  });
  return {
    outcomes,
    apply: (input: Input) => mutate(input),
    applying: status === 'pending',
    /** Nothing more is told: it is done, or the answer broke off. */
    ended: status === 'success' || status === 'error',
    broken: error,
  };
}
