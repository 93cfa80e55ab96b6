'use client';
import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '../../trpc/client';
import type { ApplicationEdit } from './use-application-edit';

/** Takes what the text names and lacks out of a cluster into the text, and remembers what was left. */
export function useTakeAlong(edit: ApplicationEdit) {
  const trpc = useTRPC();
  const taking = useMutation(
    trpc.federation.takeAlong.mutationOptions({
      onSuccess: ({ text, taken }) => {
        if (taken.length > 0) edit.replace(text);
      },
    }),
  );
  const { data: told, error, isPending, variables } = taking;
  const take = (cluster: string) => taking.mutate({ text: edit.text, cluster });
  return { ...{ told, error, isPending, take }, from: variables?.cluster };
}

export type TakingAlong = ReturnType<typeof useTakeAlong>;
