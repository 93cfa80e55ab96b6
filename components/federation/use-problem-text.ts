'use client';
import { useTranslations } from 'next-intl';
import type { TargetProblem } from '~/server/federation/model/target';

/** Why something is not as it is wanted in a cluster, as a sentence; the member's own words stand beside it. */
export function useProblemText(): (problem: TargetProblem) => string {
  const t = useTranslations('federation.problem');
  return ({ code, kind, namespace, name }) => {
    const object = name === '' ? '' : `${kind} ${[namespace, name].filter(Boolean).join('/')}`;
    return t(code, { object });
  };
}
