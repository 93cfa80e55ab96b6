'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Chosen, Decision, PassedOver } from '~/server/federation/model/decision';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { EmptyState } from '../../ui/empty-state';
import { PlainTable } from '../../ui/plain-table';
import { Skeleton } from '../../ui/skeleton';
import { Caution } from '../edit/caution';
import type { Without } from '../edit/use-application-edit';
import { useUnmetText } from '../edit/use-unmet-text';
import { WhatIf } from '../edit/what-if';
import { DecidedName, WhyCell } from '../edit/why-cell';

const AGAIN_MS = 15_000;

/** Why the application runs where it runs, and not elsewhere; also as it would be if a place were lost. */
export function PlacementPanel({ name }: { name: string }) {
  const t = useTranslations('federation.placement');
  const trpc = useTRPC();
  const [without, lose] = useState<Without>();
  const { data, error, refetch } = useQuery({
    ...trpc.federation.explain.queryOptions({ name, ...(without ? { without } : {}) }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.error ? false : AGAIN_MS),
  });
  return (
    <div className="flex flex-col gap-4 px-6 py-4">
      <WhatIf without={without} onChange={lose} />
      {error && <QueryFailure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-64" />}
      {data && !data.decision && <EmptyState title={t('nobody')}>{t('nobodyText')}</EmptyState>}
      {data?.decision && <DecisionView decision={data.decision} />}
    </div>
  );
}

type Row = { cluster: string } & (({ isTaken: true } & Chosen) | ({ isTaken: false } & PassedOver));

function DecisionView({ decision }: { decision: Decision }) {
  const t = useTranslations('federation.placement');
  const preview = useTranslations('federation.preview');
  const unmetText = useUnmetText();
  const { group, chosen, passedOver, unmet } = decision;
  const rows: Row[] = [
    ...chosen.map((one) => ({ ...one, isTaken: true as const })),
    ...passedOver.map((one) => ({ ...one, isTaken: false as const })),
  ];
  const columns = [
    { head: preview('cluster'), narrow: true, cell: (row: Row) => <DecidedName {...row} /> },
    { head: preview('replicas'), narrow: true, cell: (row: Row) => (row.isTaken && row.replicas) || '–' },
    {
      head: preview('why'),
      cell: (row: Row) => (
        <WhyCell obstacle={row.isTaken ? undefined : row.obstacle} grounds={row.isTaken ? row.grounds : undefined} />
      ),
    },
  ];
  return (
    <>
      <p className="text-sm">{t('summary', { group, taken: chosen.length, passed: passedOver.length })}</p>
      {unmet.map((one) => (
        <Caution key={JSON.stringify(one)}>{unmetText(one)}</Caution>
      ))}
      <PlainTable label={preview('decision')} columns={columns} rows={rows} keyOf={({ cluster }) => cluster} />
    </>
  );
}
