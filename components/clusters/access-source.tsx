'use client';
import { fieldErrors } from '../trpc/failure-from';
import { AccessFields } from './access-fields';
import { type Draft, problemsOf } from './draft';

/** Address and credential of a draft that was not read from a kubeconfig; a change makes its test void. */
export function AccessSource({ draft, onChange }: { draft: Draft; onChange: (how: (draft: Draft) => Draft) => void }) {
  const { access } = draft;
  if (access.by === 'kubeconfig' || draft.outcome?.saved) return null;
  return (
    <AccessFields
      access={access}
      problems={problemsOf(draft.report, fieldErrors(draft.outcome?.error))}
      onChange={(next) => onChange(({ report: _, outcome: __, ...old }) => ({ ...old, access: next }))}
    />
  );
}
