'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ApplicationPreview, DryRun } from '~/server/federation/model/preview';
import { Warnings } from '../../objects/editor/warnings';
import { RefusalText } from '../../objects/refusal-text';
import { useTRPCClient } from '../../trpc/client';
import { drawStream } from '../../trpc/draw-stream';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { ItemList, ListItem } from '../../ui/item-list';
import { ProgressText } from '../../ui/progress-text';
import { Quantity } from '../../ui/quantity';
import { ReferenceText } from './reference-text';
import { ROOM_UNITS } from './room-units';
import { TakeAlong } from './take-along';
import type { ApplicationEdit } from './use-application-edit';
import type { TakingAlong } from './use-take-along';

type DryRunListProps = { edit: ApplicationEdit; preview: ApplicationPreview; taking: TakingAlong };

/** What every chosen member itself says of its objects, asked when the person wants to know. */
export function DryRunList({ edit, taking, preview: { decision } }: DryRunListProps) {
  const t = useTranslations('federation.dryRun');
  const clusters = decision.chosen.length;
  const { answers, isAsking, error, ask } = useDryRun(edit.text);
  const told = answers ?? [];
  const loud = told.filter(isLoud);
  const isLacking = told.some(({ missing }) => missing.length > 0);
  const named = [...decision.chosen, ...decision.passedOver].map(({ cluster }) => cluster).toSorted();
  return (
    <section aria-label={t('title')} className="flex flex-col gap-2">
      <div className="flex items-center gap-3">
        <Button disabled={isAsking} refusal={clusters === 0 ? t('nobody') : undefined} onClick={ask}>
          {t('ask', { clusters })}
        </Button>
        {isAsking && <ProgressText done={told.length} of={clusters} />}
        {answers && !isAsking && (
          <p role="status" className="text-sm text-ink-soft">
            {t('summary', {
              good: told.length - told.filter(({ refusals }) => refusals.length > 0).length,
              of: told.length,
            })}
          </p>
        )}
      </div>
      {error !== null && <QueryFailure error={error} />}
      {loud.length > 0 && (
        <ItemList label={t('answers')}>
          {loud.map((answer) => (
            <Answer key={answer.cluster} answer={answer} />
          ))}
        </ItemList>
      )}
      {isLacking && !isAsking && <TakeAlong taking={taking} clusters={named} />}
    </section>
  );
}

const isLoud = ({ refusals, warnings, quotas, missing }: DryRun) =>
  refusals.length + warnings.length + quotas.length + missing.length > 0;

function Answer({ answer: { cluster, objects, refusals, warnings, quotas, missing } }: { answer: DryRun }) {
  const t = useTranslations('federation.dryRun');
  return (
    <ListItem
      name={cluster}
      status={refusals.length > 0 ? 'failed' : 'degraded'}
      note={t('refused', { count: refusals.length, of: objects })}
    >
      {refusals.map(({ template, kind, name, refusal }) => (
        <div key={template}>
          <p className="text-xs font-medium">
            {kind} {name}
          </p>
          <RefusalText refusal={refusal} />
        </div>
      ))}
      <QuotaLines quotas={quotas} />
      {missing.map((reference) => (
        <p key={`${reference.kind} ${reference.name}`} className="text-xs text-degraded">
          <ReferenceText reference={reference} /> {t('missing', { by: reference.by })}
        </p>
      ))}
      <Warnings warnings={warnings} />
    </ListItem>
  );
}

/** Quotas that would leave pods unmade: the objects are taken all the same. */
function QuotaLines({ quotas }: Pick<DryRun, 'quotas'>) {
  const t = useTranslations('federation.dryRun');
  return quotas.map(({ namespace, quota, resource, of, needs, left }) => (
    <p key={`${namespace} ${quota} ${resource}`} className="text-xs text-degraded">
      {t.rich('quota', {
        ...{ namespace, quota, resource },
        needs: () => <Quantity of={needs} as={ROOM_UNITS[of]} />,
        left: () => <Quantity of={left} as={ROOM_UNITS[of]} />,
      })}
    </p>
  ));
}

function useDryRun(text: string) {
  const api = useTRPCClient();
  const [answers, setAnswers] = useState<DryRun[] | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const ask = async () => {
    setAnswers([]);
    setError(null);
    setAsking(true);
    try {
      await drawStream(await api.federation.dryRun.mutate({ text }), setAnswers);
    } catch (caught) {
      setError(caught);
    }
    setAsking(false);
  };
  return { answers, isAsking, error, ask: () => void ask() };
}
