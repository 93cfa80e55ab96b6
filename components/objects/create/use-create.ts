'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../trpc/client';
import { useDraft } from '../editor/use-draft';
import { newObjectHref } from '../object-href';

/** Documents that are to be created: text, dry run, and what became of each. */
export function useCreate(cluster: string) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [{ text }, setDraft] = useDraft(newObjectHref(cluster), '');
  const [namespace, setNamespace] = useState('default');
  const [reason, setReason] = useState('');
  const preview = useMutation(trpc.objects.previewCreate.mutationOptions());
  const create = useMutation(
    trpc.objects.create.mutationOptions({
      onSuccess: (outcomes) => {
        if (outcomes.every(({ outcome }) => outcome !== 'refused')) setDraft({ base: '', text: '' });
        void client.invalidateQueries();
      },
    }),
  );
  const input = { cluster, text, namespace: namespace.trim() || 'default' };
  return {
    ...{ text, namespace, setNamespace, reason, setReason, preview, create },
    write: (next: string) => setDraft({ base: '', text: next }),
    askPreview: () => {
      create.reset();
      preview.mutate({ ...input, reason: '' });
    },
    askCreate: () => create.mutate({ ...input, reason }),
    back: () => {
      preview.reset();
      create.reset();
    },
  };
}

export type Create = ReturnType<typeof useCreate>;
