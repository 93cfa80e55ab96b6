'use client';
import { useEffect, useState } from 'react';
import { json } from '~/server/kernel/json';

/**
 * A text that is being written, and the one that the writing began with. `revision`: the number of that one, where it has any;
 * `before`: the text that was put together with another's, until the two are saved.
 */
export type Draft = { base: string; text: string; revision?: number | undefined; before?: Draft | undefined };

const key = (name: string) => `portolan.draft.${name}`;

/** A draft that outlives this page in this tab, until it is saved or thrown away: a text is never lost. */
export function useDraft(name: string, base: string, revision?: number): [Draft, (draft: Draft) => void] {
  const [draft, setDraft] = useState<Draft>(() => stored(name) ?? { base, text: base, revision });
  useEffect(() => {
    if (draft.text === draft.base && !draft.before) window.sessionStorage.removeItem(key(name));
    else keep(name, draft);
  }, [name, draft]);
  return [draft, setDraft];
}

/** Leaves a draft for the page that will write on. */
export function keep(name: string, draft: Draft): void {
  try {
    window.sessionStorage.setItem(key(name), JSON.stringify(draft));
  } catch {
    // the storage is full: the text still stands in the editor
  }
}

function stored(name: string): Draft | undefined {
  try {
    return readDraft(JSON.parse(window.sessionStorage.getItem(key(name)) ?? 'null'));
  } catch {
    return undefined;
  }
}

function readDraft(value: unknown): Draft | undefined {
  const { base, text, revision, before } = json(value);
  if (typeof base !== 'string' || typeof text !== 'string') return undefined;
  return { base, text, revision: typeof revision === 'number' ? revision : undefined, before: readDraft(before) };
}
