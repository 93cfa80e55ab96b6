'use client';
import { useQuery } from '@tanstack/react-query';
import { BellPlus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { RuleRow } from '~/server/notifications/model/rule';
import { ScopedLink } from '../shell/scoped-link';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { Button, buttonStyle } from '../ui/button';
import { DataTable } from '../ui/data-table/data-table';
import { EmptyState } from '../ui/empty-state';
import { useUrlParameter } from '../ui/use-url-state';
import { rowsHere } from './rows-here';
import { RuleDrawer } from './rule-drawer';
import { useOwners } from './use-owners';
import { useRuleColumns } from './use-rule-columns';

const RuleForm = dynamic(() => import('./rule-form').then((module) => module.RuleForm), { ssr: false });

const HOW = {
  sortBy: {
    name: ({ name }: RuleRow) => name,
    team: ({ team }: RuleRow) => team ?? '',
    lastTold: ({ lastToldAt }: RuleRow) => lastToldAt ?? '',
  },
  textOf: ({ name, team, kinds }: RuleRow) => [name, team, ...kinds].join(' '),
};

/** The rules by which people are told, and where they are made. */
export function RulesPage() {
  const t = useTranslations('notifications');
  const trpc = useTRPC();
  const rules = useQuery(trpc.notifications.rules.queryOptions());
  const channels = useQuery(trpc.notifications.channels.queryOptions());
  const [open, setOpen] = useUrlParameter('open');
  const [editing, setEditing] = useState<RuleRow | 'new'>();
  const mayNot = useOwners().length === 0 ? t('mayNotAny') : undefined;
  const refusal = mayNot ?? (channels.data?.length === 0 ? t('rules.needsChannel') : undefined);
  const rows = rules.data ?? [];
  const create = (
    <Button look="primary" refusal={refusal} onClick={() => setEditing('new')}>
      <BellPlus className="size-3.5" />
      {t('rules.new')}
    </Button>
  );
  const makeChannel = (
    <ScopedLink href="/teams/notifications/channels" className={buttonStyle({ look: 'primary' })}>
      {t('rules.toChannels')}
    </ScopedLink>
  );
  return (
    <>
      {rules.error && (
        <div className="px-6 py-4">
          <QueryFailure error={rules.error} onRetry={() => void rules.refetch()} />
        </div>
      )}
      <DataTable
        id="notification-rules"
        label={t('tab.rules')}
        columns={useRuleColumns(channels.data ?? [])}
        load={rowsHere('notification-rules', rules, HOW)}
        rowId={({ id }) => id}
        rowLabel={({ name }) => name}
        placeholder={t('rules.filter')}
        filters={rows.length > 0 && create}
        openId={open}
        onOpen={({ id }) => setOpen(id)}
        onClose={() => setOpen(null)}
        drawer={(rule, close) => (
          <RuleDrawer rule={rule} channels={channels.data ?? []} onEdit={() => setEditing(rule)} onClose={close} />
        )}
        empty={(filtered) =>
          filtered ? (
            <EmptyState title={t('rules.noMatch')} />
          ) : (
            <EmptyState
              title={t('rules.emptyTitle')}
              action={channels.data?.length === 0 && !mayNot ? makeChannel : create}
            >
              {t('rules.emptyText')} {channels.data?.length === 0 && t('rules.emptyNeeds')}
            </EmptyState>
          )
        }
        failure={(error, retry) => <QueryFailure error={error} onRetry={retry} />}
      />
      {editing && (
        <RuleForm
          rule={editing === 'new' ? undefined : editing}
          channels={channels.data ?? []}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}
