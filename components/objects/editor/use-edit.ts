'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ObjectRef } from '~/server/objects/model/ref';
import type { ObjectView } from '~/server/objects/model/view';
import type { Refusal } from '~/server/objects/model/write';
import { useTRPC } from '../../trpc/client';
import { notify } from '../../ui/notify';
import { objectHref } from '../object-href';
import { useDraft } from './use-draft';

/** An edit of one object: text, dry run, diff, save, and what to do when somebody else was there first. */
export function useEdit(target: ObjectRef, view: ObjectView) {
  const t = useTranslations('objects.editor');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [draft, setDraft] = useDraft(objectHref(target), view.yaml);
  const [refusal, setRefusal] = useState<Refusal>();
  const [reason, setReason] = useState('');
  const conflict = useMutation(trpc.objects.explainConflict.mutationOptions());
  const refused = (said: Refusal) => {
    setRefusal(said);
    preview.reset();
    if (said.code === 'conflict') conflict.mutate({ ref: target, base: draft.base, mine: draft.text });
  };
  const preview = useMutation(
    trpc.objects.previewUpdate.mutationOptions({
      onMutate: () => setRefusal(undefined),
      onSuccess: ({ refusal: said }) => said && refused(said),
    }),
  );
  const begin = (text: string) => {
    setDraft({ base: text, text });
    setRefusal(undefined);
    preview.reset();
    save.reset();
    conflict.reset();
  };
  const saved = async () => {
    const fresh = await client.fetchQuery({ ...trpc.objects.get.queryOptions(target), staleTime: 0 });
    begin(fresh.yaml);
    setReason('');
  };
  const save = useMutation(
    trpc.objects.update.mutationOptions({
      onSuccess: async (outcome) => {
        if (outcome.refusal) return refused(outcome.refusal);
        void notify({ title: t(outcome.outcome === 'unchanged' ? 'unchanged' : 'saved', { name: target.name }) });
        await saved();
      },
    }),
  );
  const { base, text } = draft;
  return {
    ...{ text, base, refusal, reason, setReason, preview, save, conflict },
    isChanged: text !== base,
    isOld: text === base && base !== view.yaml,
    write: (next: string) => setDraft({ base, text: next }),
    /** Goes on from two edits put together: what stands now is the new beginning. */
    goOn: (next: { base: string; text: string }) => {
      setDraft(next);
      setRefusal(undefined);
      conflict.reset();
      preview.mutate({ ref: target, ...next, reason: '' });
    },
    discard: () => begin(view.yaml),
    askPreview: () => preview.mutate({ ref: target, base, text, reason: '' }),
    askSave: () => save.mutate({ ref: target, base, text, reason }),
  };
}

export type Edit = ReturnType<typeof useEdit>;
