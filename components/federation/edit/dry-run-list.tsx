'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { DryRun } from '~/server/federation/model/preview';
import { Warnings } from '../../objects/editor/warnings';
import { RefusalText } from '../../objects/refusal-text';
import { useTRPCClient } from '../../trpc/client';
import { drawStream } from '../../trpc/draw-stream';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { ItemList, ListItem } from '../../ui/item-list';
import { ProgressText } from '../../ui/progress-text';
import { Quantity } from '../../ui/quantity';

/** What every chosen member itself says of its objects, asked when the person wants to know. */
export function DryRunList({ text, clusters }: { text: string; clusters: number }) {
  const t = useTranslations('federation.dryRun');
  const { answers, isAsking, error, ask } = useDryRun(text);
  const told = answers ?? [];
  const loud = told.filter(({ refusals, warnings, quotas }) => refusals.length + warnings.length + quotas.length > 0);
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
    </section>
  );
}

function Answer({ answer: { cluster, objects, refusals, warnings, quotas } }: { answer: DryRun }) {
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
      <Warnings warnings={warnings} />
    </ListItem>
  );
}

const UNITS = { cpuMillis: 'cores', memoryBytes: 'bytes', pods: 'count' } as const;

/** Quotas that would leave pods unmade: the objects are taken all the same. */
function QuotaLines({ quotas }: Pick<DryRun, 'quotas'>) {
  const t = useTranslations('federation.dryRun');
  return quotas.map(({ namespace, quota, resource, of, needs, left }) => (
    <p key={`${namespace} ${quota} ${resource}`} className="text-xs text-degraded">
      {t.rich('quota', {
        ...{ namespace, quota, resource },
        needs: () => <Quantity of={needs} as={UNITS[of]} />,
        left: () => <Quantity of={left} as={UNITS[of]} />,
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
