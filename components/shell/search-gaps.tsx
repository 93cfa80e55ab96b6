'use client';
import { useTranslations } from 'next-intl';
import type { Gap, SearchAnswer } from '~/server/clusters/model/inventory';
import { RelativeTime } from '../ui/relative-time';
import { StatusMark } from '../ui/status-mark';
import { useCauseText } from '../ui/use-cause-text';

const NAMED = 3;

/** An answer from part of the fleet says which part is missing or old; else it would lie. */
export function SearchGaps({ answer }: { answer: SearchAnswer }) {
  const t = useTranslations('shell.search');
  const reasons = useTranslations('status.reason');
  const { gaps } = answer;
  const causeText = useCauseText();
  const why = ({ reason, cause }: Gap) => causeText(cause) || (isKnown(reason, reasons.has) ? reasons(reason) : reason);
  return (
    <footer className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2 text-xs text-ink-faint">
      <span>{t('asked', { count: answer.clusters })}</span>
      {gaps.slice(0, NAMED).map((gap) => (
        <span
          key={gap.cluster}
          title={`${why(gap)} ${gap.detail}`.trim()}
          className="inline-flex items-center gap-1 text-unknown"
        >
          <StatusMark status="unknown" />
          {gap.cluster}
          {gap.lastCompleteAt === null ? t('never') : <RelativeTime at={gap.lastCompleteAt} />}
        </span>
      ))}
      {gaps.length > NAMED && <span>{t('moreGaps', { count: gaps.length - NAMED })}</span>}
    </footer>
  );
}

type Reason = Parameters<ReturnType<typeof useTranslations<'status.reason'>>>[0];
const isKnown = (reason: string, has: (key: Reason) => boolean): reason is Reason => has(reason as Reason);
