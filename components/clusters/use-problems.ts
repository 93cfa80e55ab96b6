'use client';
import { useTranslations } from 'next-intl';
import type { ConnectionReport } from '~/server/clusters/model/registration';
import { fieldErrors } from '../trpc/failure-from';
import { PLACE_FIELDS, problemsOf } from './draft';

/** What is wrong at which field, in the person's language; what the server says in its own words is only the fallback. */
export function useProblems(report: ConnectionReport | undefined, error: unknown): Record<string, string> {
  const t = useTranslations('register');
  const refused = Object.entries(fieldErrors(error)).map(([path, message]) => [path, words(path) ?? message]);
  return problemsOf(report, Object.fromEntries(refused), (check) =>
    t(`checks.code.${check.code}`, { cluster: check.params['cluster'] ?? '' }),
  );

  function words(path: string): string | undefined {
    if (path === 'name') return t('problem.name');
    return PLACE_FIELDS.some((field) => field === path) ? t('problem.place') : undefined;
  }
}
