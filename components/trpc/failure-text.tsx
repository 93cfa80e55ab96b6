'use client';
import { useTranslations } from 'next-intl';
import type { Failure, Issue } from '~/server/kernel/failure';
import { FailureNotice, type FailureText } from '../ui/failure-notice';
import { useCauseText } from '../ui/use-cause-text';
import { failureFrom } from './failure-from';
import { useIssueText } from './use-issue-text';

/** Sentences for an error of the API in the person's language. */
export function useFailureText(): (error: unknown) => FailureText {
  const t = useTranslations('ui.failure');
  const issueText = useIssueText();
  const causeText = useCauseText();
  return (error) => {
    const { kind, failure, reference } = failureFrom(error);
    const subject = failure === undefined ? '' : subjectOf(failure);
    return {
      title: t(`${kind}.title`, { subject }),
      detail: failure?.kind === 'cluster-unreachable' ? causeText(failure.reason) : detailOf(failure, issueText),
      said: failure?.kind === 'cluster-unreachable' ? failure.detail : undefined,
      next: t(`${kind}.next`),
      reference,
    };
  };
}

function subjectOf(failure: Failure): string {
  switch (failure.kind) {
    case 'cluster-unreachable':
    case 'cluster-refused':
      return failure.cluster;
    case 'not-found':
    case 'conflict':
    case 'stale':
      return failure.name;
    case 'limit':
    case 'unavailable':
      return failure.what;
    case 'forbidden':
      return failure.action;
    default:
      return '';
  }
}

function detailOf(failure: Failure | undefined, issueText: (issue: Issue) => string): string | undefined {
  if (failure === undefined) return undefined;
  if (failure.kind === 'invalid') return [...new Set(failure.issues.map(issueText))].join(' · ');
  return 'detail' in failure ? failure.detail : undefined;
}

/** An error of the API where the answer would have stood. */
export function QueryFailure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const textOf = useFailureText();
  return <FailureNotice failure={textOf(error)} onRetry={failureFrom(error).passing ? onRetry : undefined} />;
}
