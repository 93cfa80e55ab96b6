'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { DeviceCodeForm } from './device-code-form';
import { DeviceQuestion } from './device-question';

/** Whether a machine that shows a code comes in as oneself: asked of whoever opens the page that kubectl has printed. */
export function DevicePage({ given }: { given: string }) {
  const t = useTranslations('people.device');
  const trpc = useTRPC();
  const [code, setCode] = useState(given.slice(0, 40));
  // each look counts as a try: it is made when somebody asks, and not again by itself
  const once = { enabled: code.trim() !== '', retry: false, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 };
  const look = useQuery(trpc.teams.device.queryOptions({ code }, once));
  const found = look.data;
  const tryAgain = (typed: string) => {
    if (typed === code) void look.refetch();
    else setCode(typed);
  };
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="border-t border-line px-6 py-5">
        <div className="flex max-w-2xl flex-col gap-5">
          {look.error && <QueryFailure error={look.error} onRetry={() => void look.refetch()} />}
          {look.isLoading && <Skeleton className="h-40" />}
          {found?.state === 'waiting' ? (
            <DeviceQuestion key={found.code} asking={found} />
          ) : (
            !look.isLoading && <DeviceCodeForm given={code} refusal={found} busy={look.isFetching} onCode={tryAgain} />
          )}
        </div>
      </div>
    </>
  );
}
