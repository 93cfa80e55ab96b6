'use client';
import { useTranslations } from 'next-intl';
import type { ActionOutcome, ObjectAction } from '~/server/objects/model/action';
import { StatusMark } from '../../ui/status-mark';
import { RefusalText } from '../refusal-text';
import { targetText } from './target-text';

const MARKS = { applied: 'healthy', unchanged: 'suspended', refused: 'failed' } as const;

type ActionOutcomeListProps = { action: ObjectAction['do']; outcomes: readonly ActionOutcome[] };

/** What became of each object; it stays until the person closes it. */
export function ActionOutcomeList({ action, outcomes }: ActionOutcomeListProps) {
  const t = useTranslations('objects.action');
  const undoable = outcomes.some(({ outcome }) => outcome === 'applied') && action === 'restart';
  return (
    <>
      <ul aria-label={t('outcomes')} className="flex flex-col rounded-lg border border-line">
        {outcomes.map(({ target, outcome, refusal }) => (
          <li key={targetText(target)} className="border-b border-line px-3 py-1.5 text-sm last:border-b-0">
            <p className="flex items-baseline gap-2">
              <StatusMark status={MARKS[outcome]} />
              <span className="min-w-0 truncate font-medium" title={targetText(target)}>
                {targetText(target)}
              </span>
              <span className="ml-auto shrink-0 text-ink-soft">{t(`outcome.${outcome}`)}</span>
            </p>
            {refusal && <RefusalText refusal={refusal} />}
          </li>
        ))}
      </ul>
      {undoable && <p className="text-sm text-ink-soft">{t('restarting')}</p>}
    </>
  );
}
