'use client';
import { useTranslations } from 'next-intl';
import type { ConnectionReport } from '~/server/clusters/model/registration';
import { issuesOf } from '../trpc/failure-from';
import { useIssueText } from '../trpc/use-issue-text';
import { problemsOf } from './draft';

/** What is wrong at which field, in the person's language. */
export function useProblems(report: ConnectionReport | undefined, error: unknown): Record<string, string> {
  const t = useTranslations('register');
  const issueText = useIssueText();
  const refused = issuesOf(error).map((issue) => [issue.path.join('.'), issueText(issue)]);
  return problemsOf(report, Object.fromEntries(refused), (check) =>
    t(`checks.code.${check.code}`, { cluster: check.params['cluster'] ?? '' }),
  );
}
