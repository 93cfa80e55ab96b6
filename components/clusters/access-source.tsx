'use client';
import { AccessFields } from './access-fields';
import type { Draft } from './draft';
import { useProblems } from './use-problems';

/** Address and credential of a draft that was not read from a kubeconfig; a change makes its test void. */
export function AccessSource({ draft, onChange }: { draft: Draft; onChange: (how: (draft: Draft) => Draft) => void }) {
  const { access, outcome } = draft;
  const problems = useProblems(draft.report, outcome?.saved === false ? outcome.error : undefined);
  if (access.by === 'kubeconfig' || outcome?.saved) return null;
  return (
    <AccessFields
      access={access}
      problems={problems}
      onChange={(next) => onChange(({ report: _, outcome: __, ...old }) => ({ ...old, access: next }))}
    />
  );
}
