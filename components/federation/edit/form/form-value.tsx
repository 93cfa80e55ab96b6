'use client';
import { createContext, type ReactNode, useContext } from 'react';
import { valueAt } from '~/server/kernel/edit-value';
import type { TextEdit, TextPath } from '~/server/kernel/text-edit';
import type { FleetWords } from './use-fleet-words';

export type FormValue = {
  /** The document as the text says it. */
  value: unknown;
  /** Changes these places of the text, and nothing beside them. */
  edit: (...edits: TextEdit[]) => void;
  /** What is wrong at exactly this place. */
  issueAt: (path: TextPath) => string | undefined;
  fleet: FleetWords;
};

const Context = createContext<FormValue | undefined>(undefined);

export function FormProvider({ value, children }: { value: FormValue; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

export function useForm(): FormValue {
  const form = useContext(Context);
  if (!form) throw new Error('there is no form around this field');
  return form;
}

/** What stands at a place of the text, what is wrong with it, and how it is changed; undefined takes it away. */
export function usePlace(path: TextPath) {
  const { value, edit, issueAt } = useForm();
  return {
    value: valueAt(value, path),
    issue: issueAt(path),
    set: (next: unknown) => edit(next === undefined ? { path } : { path, value: next }),
  };
}
