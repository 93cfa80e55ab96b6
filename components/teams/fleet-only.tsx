'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Action } from '~/server/teams/model/action';
import { ScopedLink } from '../shell/scoped-link';
import { useTRPC } from '../trpc/client';
import { useRefusal } from '../trpc/use-refusal';
import { buttonStyle } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Skeleton } from '../ui/skeleton';

type FleetOnlyProps = {
  /** What the page asks first. */
  action: Action;
  /** That one may not see it, in a few words. */
  title: string;
  children: ReactNode;
};

/** A page for who may do something on the whole fleet. Others are told why and whom to ask, before the hub refuses them anything. */
export function FleetOnly({ action, title, children }: FleetOnlyProps) {
  const t = useTranslations('access.requests');
  const trpc = useTRPC();
  const me = useQuery(trpc.teams.me.queryOptions());
  const refusal = useRefusal()(action);
  if (me.isPending) return <Skeleton className="h-24" />;
  if (refusal === undefined) return children;
  const ask = (
    <ScopedLink href="/teams/requests" className={buttonStyle({})}>
      {t('ask')}
    </ScopedLink>
  );
  return (
    <EmptyState title={title} action={ask}>
      {refusal}
    </EmptyState>
  );
}
