'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { ApplicationView } from '~/server/federation/model/row';
import { useDraft } from '../../objects/editor/use-draft';
import { useTRPC } from '../../trpc/client';
import { failureFrom } from '../../trpc/failure-from';
import { applicationHref, NEW_APPLICATION } from '../application-href';
import { FIRST_TEXT } from './first-text';

/** A text of an application on its way to the next revision: it is kept in this tab until it is saved or thrown away. */
export function useApplicationEdit(kept: ApplicationView | undefined) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const begin = kept?.text ?? FIRST_TEXT;
  const [draft, setDraft] = useDraft(kept ? applicationHref(kept.name) : NEW_APPLICATION, begin);
  const [base, setBase] = useState(kept?.newest ?? null);
  const [reason, setReason] = useState('');
  const preview = useMutation(trpc.federation.preview.mutationOptions());
  const save = useMutation(
    trpc.federation.save.mutationOptions({
      onSuccess: ({ name }) => {
        setDraft({ base: draft.text, text: draft.text });
        void client.invalidateQueries();
        router.push(applicationHref(name));
      },
    }),
  );
  const back = () => {
    preview.reset();
    save.reset();
  };
  const failure = save.error && failureFrom(save.error);
  return {
    ...{ text: draft.text, base, reason, setReason, preview, save, back },
    isChanged: kept === undefined || draft.text !== kept.text,
    /** Somebody saved another revision since this edit began. */
    isOvertaken: failure?.kind === 'stale' || (kept !== undefined && base !== null && kept.newest > base),
    write: (text: string) => setDraft({ base: draft.base, text }),
    discard: () => {
      back();
      setDraft({ base: begin, text: begin });
      setBase(kept?.newest ?? null);
    },
    /** Goes on with one's own text, knowing what the other has saved. */
    takeOver: () => {
      back();
      setBase(kept?.newest ?? null);
    },
    askPreview: () => {
      save.reset();
      preview.mutate({ text: draft.text, base });
    },
    askSave: () => save.mutate({ text: draft.text, base, reason }),
  };
}

export type ApplicationEdit = ReturnType<typeof useApplicationEdit>;
