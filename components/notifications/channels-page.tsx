'use client';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { ChannelRow } from '~/server/notifications/model/channel';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { Button } from '../ui/button';
import { textColumn } from '../ui/data-table/column-kinds';
import type { DataColumn } from '../ui/data-table/data-column';
import { DataTable } from '../ui/data-table/data-table';
import { EmptyState } from '../ui/empty-state';
import { useUrlParameter } from '../ui/use-url-state';
import { ChannelDrawer } from './channel-drawer';
import { rowsHere } from './rows-here';
import { useOwners } from './use-owners';

const ChannelForm = dynamic(() => import('./channel-form').then((module) => module.ChannelForm), { ssr: false });

const HOW = {
  sortBy: {
    name: ({ name }: ChannelRow) => name,
    team: ({ team }: ChannelRow) => team ?? '',
    kind: ({ kind }: ChannelRow) => kind,
    rules: ({ rules }: ChannelRow) => rules,
  },
  textOf: ({ name, team, kind, leadsTo }: ChannelRow) => [name, team, kind, leadsTo].join(' '),
};

/** Where messages go. */
export function ChannelsPage() {
  const t = useTranslations('notifications');
  const trpc = useTRPC();
  const channels = useQuery(trpc.notifications.channels.queryOptions());
  const [open, setOpen] = useUrlParameter('open');
  const [editing, setEditing] = useState<ChannelRow | 'new'>();
  const refusal = useOwners().length === 0 ? t('mayNotAny') : undefined;
  const create = (
    <Button look="primary" refusal={refusal} onClick={() => setEditing('new')}>
      <Plus className="size-3.5" />
      {t('channels.new')}
    </Button>
  );
  return (
    <>
      {channels.error && (
        <div className="px-6 py-4">
          <QueryFailure error={channels.error} onRetry={() => void channels.refetch()} />
        </div>
      )}
      <DataTable
        id="notification-channels"
        label={t('tab.channels')}
        columns={useColumns()}
        load={rowsHere('notification-channels', channels, HOW)}
        rowId={({ id }) => id}
        rowLabel={({ name }) => name}
        placeholder={t('channels.filter')}
        filters={channels.data && channels.data.length > 0 && create}
        openId={open}
        onOpen={({ id }) => setOpen(id)}
        onClose={() => setOpen(null)}
        drawer={(channel, close) => (
          <ChannelDrawer key={channel.id} channel={channel} onEdit={() => setEditing(channel)} onClose={close} />
        )}
        empty={(filtered) =>
          filtered ? (
            <EmptyState title={t('channels.noMatch')} />
          ) : (
            <EmptyState title={t('channels.emptyTitle')} action={create}>
              {t('channels.emptyText')}
            </EmptyState>
          )
        }
        failure={(error, retry) => <QueryFailure error={error} onRetry={retry} />}
      />
      {editing && (
        <ChannelForm channel={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </>
  );
}

function useColumns(): DataColumn<ChannelRow>[] {
  const t = useTranslations('notifications');
  return useMemo(
    () => [
      textColumn<ChannelRow>(
        { id: 'name', header: t('column.name'), sortBy: 'name', width: 200, grow: true },
        ({ name }) => name,
        'strong',
      ),
      textColumn<ChannelRow>(
        { id: 'team', header: t('column.team'), sortBy: 'team', width: 140 },
        ({ team }) => team ?? t('fleet'),
      ),
      textColumn<ChannelRow>({ id: 'kind', header: t('column.kind'), sortBy: 'kind', width: 190 }, ({ kind }) =>
        t(`channelKind.${kind}`),
      ),
      textColumn<ChannelRow>(
        { id: 'leadsTo', header: t('column.leadsTo'), width: 280, leaves: 1 },
        ({ leadsTo }) => leadsTo,
        'mono',
      ),
      {
        ...{ id: 'rules', header: t('column.rules'), sortBy: 'rules', width: 80, align: 'end' },
        cell: ({ rules }) => rules,
        text: ({ rules }) => String(rules),
      },
    ],
    [t],
  );
}
