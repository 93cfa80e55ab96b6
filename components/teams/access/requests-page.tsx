'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { AccessRequestRow } from '~/server/teams/model/team';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { PlainTable } from '../../ui/plain-table';
import { RelativeTime } from '../../ui/relative-time';
import { Skeleton } from '../../ui/skeleton';
import { ScopeText } from './scope-text';
import { useRoleText } from './use-role-options';

const RequestDialog = dynamic(() => import('./request-dialog').then(({ RequestDialog: dialog }) => dialog));

/** What one has asked for, and what others ask of one. */
export function RequestsPage() {
  const t = useTranslations('access.requests');
  const trpc = useTRPC();
  const roleText = useRoleText();
  const [asking, setAsking] = useState(false);
  const requests = useQuery({ ...trpc.teams.requests.queryOptions(), refetchInterval: 10_000 });
  const ask = (
    <Button look="primary" onClick={() => setAsking(true)}>
      <Plus className="size-4" />
      {t('ask')}
    </Button>
  );
  return (
    <>
      {requests.error && <QueryFailure error={requests.error} onRetry={() => void requests.refetch()} />}
      {requests.isPending && <Skeleton className="h-24" />}
      {requests.data?.length === 0 && (
        <EmptyState title={t('none')} action={ask}>
          {t('noneText')}
        </EmptyState>
      )}
      {requests.data && requests.data.length > 0 && (
        <>
          <div className="flex justify-end">{ask}</div>
          <PlainTable
            label={t('title')}
            rows={requests.data}
            keyOf={({ id }) => id}
            columns={[
              { head: t('person'), cell: ({ person, mine }) => (mine ? t('you') : person.name) },
              { head: t('role'), narrow: true, cell: ({ role }) => roleText(role) },
              { head: t('scope'), cell: ({ scope }) => <ScopeText scope={scope} /> },
              { head: t('hours'), narrow: true, cell: ({ hours }) => t('forHours', { hours }) },
              { head: t('reason'), cell: ({ reason }) => reason },
              { head: t('asked'), narrow: true, cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
              { head: t('state'), narrow: true, cell: (request) => <Decision request={request} /> },
            ]}
          />
        </>
      )}
      {asking && <RequestDialog onClose={() => setAsking(false)} />}
    </>
  );
}

function Decision({ request: { id, state, decidable, decidedBy, person } }: { request: AccessRequestRow }) {
  const t = useTranslations('access.requests');
  const trpc = useTRPC();
  const client = useQueryClient();
  const decision = useMutation(trpc.teams.decide.mutationOptions({ onSettled: () => void client.invalidateQueries() }));
  if (decision.error) return <QueryFailure error={decision.error} />;
  if (state !== 'waiting' || !decidable)
    return (
      <span className="text-ink-soft">
        {t(`stateOf.${state}`)}
        {decidedBy !== null && ` · ${decidedBy}`}
      </span>
    );
  return (
    <span className="flex gap-2">
      {([true, false] as const).map((grant) => (
        <Button
          key={String(grant)}
          size="sm"
          look={grant ? 'primary' : 'plain'}
          disabled={decision.isPending}
          aria-label={t(grant ? 'grantOf' : 'refuseOf', { name: person.name })}
          onClick={() => decision.mutate({ id, grant })}
        >
          {t(grant ? 'grant' : 'refuse')}
        </Button>
      ))}
    </span>
  );
}
