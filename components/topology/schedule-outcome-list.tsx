'use client';
import { useTranslations } from 'next-intl';
import type { ActionOutcome } from '~/server/objects/model/action';
import { StatusMark } from '../ui/status-mark';
import { useCauseText } from '../ui/use-cause-text';

const MARKS = { applied: 'healthy', unchanged: 'suspended', refused: 'failed' } as const;

/** What became of each object; it stays until the person closes it. */
export function ScheduleOutcomeList({ items }: { items: ActionOutcome[] }) {
  const t = useTranslations('scheduling');
  const causeText = useCauseText();
  return (
    <ul className="flex flex-col rounded-lg border border-line">
      {items.map(({ target, outcome, refusal }) => (
        <li
          key={`${target.cluster}/${target.namespace}/${target.name}`}
          className="border-b border-line px-3 py-1.5 text-sm last:border-b-0"
        >
          <p className="flex items-baseline gap-2">
            <StatusMark status={MARKS[outcome]} />
            <span className="min-w-0 truncate font-medium">
              {[target.cluster, target.namespace, target.name].filter(Boolean).join(' / ')}
            </span>
            <span className="ml-auto shrink-0 text-ink-soft">{t(`outcome.${outcome}`)}</span>
          </p>
          {refusal && (
            <p className="pl-5 text-xs break-words text-ink-soft">
              {causeText(refusal.cause)} {refusal.said && <q className="font-mono">{refusal.said}</q>}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
