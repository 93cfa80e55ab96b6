'use client';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Revision } from '~/server/federation/model/application';
import type { ApplicationView } from '~/server/federation/model/row';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { Button } from '../ui/button';
import { ItemList, ListItem } from '../ui/item-list';
import { RelativeTime } from '../ui/relative-time';
import { Skeleton } from '../ui/skeleton';

const DiffView = dynamic(() => import('../objects/editor/diff-view').then((module) => module.DiffView), {
  ssr: false,
  loading: () => <Skeleton className="h-32" />,
});
const RestoreRevision = dynamic(() => import('./edit/restore-revision').then((module) => module.RestoreRevision), {
  ssr: false,
});

/** The past of an application, the newest first; each revision against the newest, and back to it in one step. */
export function RevisionList({ application }: { application: ApplicationView }) {
  const t = useTranslations('federation.revision');
  const [shown, show] = useState<number | null>(null);
  return (
    <div className="flex flex-col gap-4 px-6 py-4">
      <ItemList label={t('label')}>
        {application.revisions.map((revision) => (
          <ListItem
            key={revision.number}
            name={<Title revision={revision} />}
            note={<RelativeTime at={revision.createdAt} />}
          >
            {revision.reason !== '' && <q className="text-ink-soft">{revision.reason}</q>}
            {revision.number !== application.newest && (
              <Button
                size="sm"
                className="mt-1 self-start"
                aria-expanded={shown === revision.number}
                onClick={() => show(shown === revision.number ? null : revision.number)}
              >
                {t('compare')}
              </Button>
            )}
            {shown === revision.number && <Compared application={application} number={revision.number} />}
          </ListItem>
        ))}
      </ItemList>
    </div>
  );
}

function Title({ revision: { number, author, restores } }: { revision: Revision }) {
  const t = useTranslations('federation.revision');
  return <>{restores === null ? t('by', { number, author }) : t('restored', { number, author, restores })}</>;
}

function Compared({ application, number }: { application: ApplicationView; number: number }) {
  const trpc = useTRPC();
  const old = useQuery(trpc.federation.get.queryOptions({ name: application.name, revision: number }));
  if (old.error) return <QueryFailure error={old.error} onRetry={() => void old.refetch()} />;
  if (!old.data) return <Skeleton className="h-32" />;
  return (
    <div className="flex flex-col gap-3 py-2">
      <DiffView before={old.data.text} after={application.text} />
      <RestoreRevision application={application} text={old.data.text} number={number} />
    </div>
  );
}
