'use client';
import { useTranslations } from 'next-intl';
import type { EditOutcome } from '~/server/topology/model';
import { StatusMark } from '../ui/status-mark';
import type { StatusWord } from '../ui/status-words';
import { targetName } from './target-name';

type Outcome = EditOutcome['items'][number]['outcome'];

const MARKS: Record<Outcome, StatusWord> = {
  applied: 'healthy',
  unchanged: 'suspended',
  conflict: 'degraded',
  refused: 'failed',
  unreachable: 'unknown',
};

/** What became of each object; it stays until the person closes it. */
export function EditOutcomeList({ outcome }: { outcome: EditOutcome }) {
  const t = useTranslations('topology.edit.outcome');
  return (
    <ul className="flex flex-col rounded-lg border border-line">
      {outcome.items.map(({ target, outcome: what, detail }) => (
        <li
          key={targetName(target)}
          className="flex items-baseline gap-2 border-b border-line px-3 py-1.5 text-sm last:border-b-0"
        >
          <StatusMark status={MARKS[what]} />
          <span className="font-medium">{targetName(target)}</span>
          <span className="text-ink-soft">{t(what)}</span>
          {detail && <span className="min-w-0 truncate text-xs text-ink-faint">{detail}</span>}
        </li>
      ))}
    </ul>
  );
}
