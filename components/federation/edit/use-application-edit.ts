'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { ApplicationPreview, PreviewInput } from '~/server/federation/model/preview';
import type { ApplicationView } from '~/server/federation/model/row';
import { type Draft, useDraft } from '../../objects/editor/use-draft';
import { useTRPC } from '../../trpc/client';
import { failureFrom } from '../../trpc/failure-from';
import { applicationHref, NEW_APPLICATION } from '../application-href';
import { FIRST_TEXT } from './first-text';

/** A text of an application on its way to the next revision: it is kept in this tab until it is saved or thrown away. */
export function useApplicationEdit(kept: ApplicationView | undefined) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const { draft, setDraft, begin } = useOwnText(kept);
  const base = draft.revision ?? kept?.newest ?? null;
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
      // somebody may have been there first: what stands now is what the two are put together from
      onError: (error) => {
        if (failureFrom(error).kind === 'stale') void client.invalidateQueries();
      },
    }),
  );
  const isOvertaken = kept !== undefined && base !== null && kept.newest > base;
  const back = () => {
    show(undefined);
    preview.reset();
    save.reset();
  };
  const goOn = (text: string) => {
    back();
    setConfirms(false);
    setDraft({ ...begin, text, before: { ...draft, before: undefined } });
  };
  const takeBack = (before: Draft) => () => {
    back();
    setDraft(before);
  };
  return {
    ...{ confirmsRemoval, setConfirms },
    ...{ text: draft.text, begunFrom: draft.base, base, reason, setReason, preview, save, back, without },
    /** What saving would do; nothing while somebody else's revision is not yet in it. */
    shown: isOvertaken ? undefined : shown,
    isChanged: kept === undefined || draft.text !== kept.text,
    /** Somebody saved another revision since this edit began. */
    isOvertaken,
    write: (text: string) => setDraft({ ...draft, text }),
    /** Another text, previewed at once. */
    replace: (text: string) => {
      setDraft({ ...draft, text });
      preview.mutate({ text });
    },
    discard: () => {
      back();
      setDraft(begin);
    },
    /** Goes on from what is saved now with a text that has both in it; one's own is kept until that is saved. */
    takeMerged: (text: string) => {
      goOn(text);
      preview.mutate({ text });
    },
    takeTheirs: () => goOn(begin.text),
    /** Back to one's own text, as it was before it was put together with another's. */
    takeBack: draft.before && takeBack(draft.before),
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

/** The text in this tab; one in which nothing is changed follows what is saved. */
function useOwnText(kept: ApplicationView | undefined) {
  const saved = kept?.text ?? FIRST_TEXT;
  const begin: Draft = { base: saved, text: saved, revision: kept?.newest };
  const [stored, setDraft] = useDraft(kept ? applicationHref(kept.name) : NEW_APPLICATION, saved, kept?.newest);
  const isUntouched = stored.text === stored.base && stored.before === undefined;
  return { draft: isUntouched ? begin : stored, setDraft, begin };
}

export type Without = NonNullable<PreviewInput['without']>;
export type ApplicationEdit = ReturnType<typeof useApplicationEdit>;
