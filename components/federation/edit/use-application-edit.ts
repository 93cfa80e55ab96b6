'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { ApplicationPreview, PreviewInput } from '~/server/federation/model/preview';
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
  const [confirmsRemoval, setConfirms] = useState(false);
  const [without, setWithout] = useState<Without>();
  // what was shown stays while another one is asked for
  const [shown, show] = useState<ApplicationPreview>();
  const preview = useMutation(trpc.federation.preview.mutationOptions({ onSuccess: show }));
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
    show(undefined);
    preview.reset();
    save.reset();
  };
  const failure = save.error && failureFrom(save.error);
  return {
    ...{ confirmsRemoval, setConfirms },
    ...{ text: draft.text, base, reason, setReason, preview, shown, save, back, without },
    isChanged: kept === undefined || draft.text !== kept.text,
    /** Somebody saved another revision since this edit began. */
    isOvertaken: failure?.kind === 'stale' || (kept !== undefined && base !== null && kept.newest > base),
    write: (text: string) => setDraft({ base: draft.base, text }),
    /** Another text, previewed at once. */
    replace: (text: string) => {
      setDraft({ base: draft.base, text });
      preview.mutate({ text });
    },
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
    /** `without`: as if these places were lost; what is then shown is not what is saved. */
    askPreview: (without?: Without) => {
      save.reset();
      setConfirms(false);
      setWithout(without);
      preview.mutate({ text: draft.text, ...(without ? { without } : {}) });
    },
    askSave: () => save.mutate({ text: draft.text, base, reason, confirmsRemoval }),
  };
}

export type Without = NonNullable<PreviewInput['without']>;
export type ApplicationEdit = ReturnType<typeof useApplicationEdit>;
