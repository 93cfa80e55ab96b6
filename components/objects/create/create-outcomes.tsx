'use client';
import { useTranslations } from 'next-intl';
import type { WriteOutcome } from '~/server/objects/model/write';
import { ScopedLink } from '../../shell/scoped-link';
import { Button } from '../../ui/button';
import { StatusMark } from '../../ui/status-mark';
import { Warnings } from '../editor/warnings';
import { objectHref } from '../object-href';
import { RefusalText } from '../refusal-text';

type CreateOutcomesProps = { outcomes: readonly WriteOutcome[]; onBack: () => void };

/** What became of each document, with the way to what is there now; the text stays while one was refused. */
export function CreateOutcomes({ outcomes, onBack }: CreateOutcomesProps) {
  const t = useTranslations('objects.create');
  const keyOf = ({ kind, ref }: WriteOutcome, index: number) => `${kind} ${ref?.name ?? index}`;
  return (
    <section aria-label={t('outcomes')} className="flex flex-col gap-4 border-t border-line px-6 py-4">
      <ol className="rounded-lg border border-line bg-sheet">
        {outcomes.map((outcome, index) => (
          <li
            key={keyOf(outcome, index)}
            className="flex flex-col gap-1 border-b border-line px-3 py-2 text-sm last:border-b-0"
          >
            <p className="flex items-center gap-2">
              <StatusMark status={outcome.refusal ? 'failed' : 'healthy'} />
              {outcome.kind || t('document')}{' '}
              {outcome.ref && (
                <ScopedLink href={objectHref(outcome.ref)} className="font-medium text-accent underline">
                  {[outcome.ref.namespace, outcome.ref.name].filter(Boolean).join(' / ')}
                </ScopedLink>
              )}
              <span className="ml-auto text-ink-soft">{t(outcome.refusal ? 'refused' : 'created')}</span>
            </p>
            {outcome.refusal && <RefusalText refusal={outcome.refusal} />}
            <Warnings warnings={outcome.warnings} />
          </li>
        ))}
      </ol>
      <Button className="self-start" onClick={onBack}>
        {t(outcomes.some(({ refusal }) => refusal !== null) ? 'back' : 'another')}
      </Button>
    </section>
  );
}
