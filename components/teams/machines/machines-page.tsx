'use client';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { holds } from '~/server/teams/model/can';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { OpenLink } from '../../ui/open-link';
import { PlainTable } from '../../ui/plain-table';
import { RelativeTime } from '../../ui/relative-time';
import { Skeleton } from '../../ui/skeleton';
import { useUrlParameter } from '../../ui/use-url-state';

const MachineDialog = dynamic(() => import('./machine-dialog').then(({ MachineDialog: dialog }) => dialog));
const MachineDrawer = dynamic(() => import('./machine-drawer').then(({ MachineDrawer: drawer }) => drawer));

/** The programs that come in by tokens: who looks after each, when it was last here, and when its next token ends. */
export function MachinesPage() {
  const t = useTranslations('people.machines');
  const trpc = useTRPC();
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useUrlParameter('open');
  const me = useQuery(trpc.teams.me.queryOptions());
  const mayMake = me.data === undefined || holds(me.data.rights, 'teams.createService');
  const machines = useQuery(trpc.teams.machines.queryOptions());
  const opened = machines.data?.find(({ id }) => id === open);
  const add = (
    <Button look="primary" refusal={mayMake ? undefined : t('mayNotMake')} onClick={() => setAdding(true)}>
      <Plus className="size-4" />
      {t('add')}
    </Button>
  );
  const onMade = (id: string) => {
    setAdding(false);
    setOpen(id);
  };
  return (
    <>
      {machines.error && <QueryFailure error={machines.error} onRetry={() => void machines.refetch()} />}
      {machines.isPending && <Skeleton className="h-24" />}
      {machines.data?.length === 0 && (
        <EmptyState title={t('none')} action={add}>
          {t('noneText')}
        </EmptyState>
      )}
      {machines.data && machines.data.length > 0 && (
        <>
          <div className="flex items-start justify-between gap-4">
            <p className="max-w-prose text-sm text-ink-soft">{t('lead')}</p>
            {add}
          </div>
          <PlainTable
            label={t('title')}
            rows={machines.data}
            keyOf={({ id }) => id}
            columns={[
              {
                head: t('name'),
                cell: ({ id, name, disabled }) => (
                  <span className="inline-flex items-center gap-2">
                    <OpenLink isOpen={open === id} onOpen={() => setOpen(id)}>
                      {name}
                    </OpenLink>
                    {disabled && <Badge>{t('off')}</Badge>}
                  </span>
                ),
              },
              { head: t('owner'), cell: ({ owner }) => (owner === null ? t('fleet') : t('team', { name: owner })) },
              { head: t('tokens'), narrow: true, cell: ({ tokens }) => tokens },
              {
                head: t('nextEnd'),
                narrow: true,
                cell: ({ nextEnd }) => (nextEnd === null ? '–' : <RelativeTime at={nextEnd} />),
              },
              {
                head: t('used'),
                narrow: true,
                cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('never') : <RelativeTime at={lastUsedAt} />),
              },
            ]}
          />
        </>
      )}
      {adding && <MachineDialog onMade={onMade} onClose={() => setAdding(false)} />}
      {opened && <MachineDrawer key={opened.id} machine={opened} onClose={() => setOpen(null)} />}
    </>
  );
}
