'use client';
import { useEffect, useState } from 'react';

/** A text that is being written, and the one that the writing began with. */
export type Draft = { base: string; text: string };

const key = (name: string) => `portolan.draft.${name}`;

/** A draft that outlives this page in this tab, until it is saved or thrown away: a text is never lost. */
export function useDraft(name: string, base: string): [Draft, (draft: Draft) => void] {
  const [draft, setDraft] = useState<Draft>(() => stored(name) ?? { base, text: base });
  useEffect(() => {
    if (draft.text === draft.base) window.sessionStorage.removeItem(key(name));
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
    const value = JSON.parse(window.sessionStorage.getItem(key(name)) ?? 'null') as Partial<Draft> | null;
    if (typeof value?.base !== 'string' || typeof value.text !== 'string') return undefined;
    return { base: value.base, text: value.text };
  } catch {
    return undefined;
  }
}
