'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useStreamedWrite } from './use-streamed-write';
import { willChange } from './will-change';

type Step = 'form' | 'preview' | 'outcome';
type Planned = { refusal: unknown; changes: readonly unknown[] };
type Calls<Edit, Item, Outcome> = {
  plan: (edit: Edit) => Promise<Item[]>;
  /** Writes what the preview showed, of those items alone that it would change. */
  write: (edit: Edit, changing: Item[], reason: string) => Promise<AsyncIterable<Outcome>>;
};

/** The three steps of a change of many objects: say it, see what it changes where, apply and read what became of each. */
export function useWriteSteps<Edit, Item extends Planned, Outcome>(calls: Calls<Edit, Item, Outcome>) {
  const [reason, setReason] = useState('');
  const preview = useMutation({ mutationFn: calls.plan });
  const written = useStreamedWrite((edit: Edit) => calls.write(edit, changing, reason));
  const items = preview.data ?? [];
  const changing = items.filter(willChange);
  const step: Step = written.ended ? 'outcome' : preview.isSuccess ? 'preview' : 'form';
  const edit = preview.variables;
  return {
    ...{ step, items, reason, setReason },
    outcomes: written.outcomes,
    changing: changing.length,
    applying: written.applying,
    busy: preview.isPending || written.applying,
    error: step === 'form' ? preview.error : written.broken,
    showPreview: (next: Edit) => preview.mutate(next),
    apply: () => edit !== undefined && written.apply(edit),
    back: preview.reset,
  };
}

/** What the frame of such a change needs to know, whatever is changed. */
export type WriteSteps = Omit<ReturnType<typeof useWriteSteps<never, Planned, unknown>>, 'items'>;
