'use client';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { useRefusal } from '../../trpc/use-refusal';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { OpenLink } from '../../ui/open-link';
import { PlainTable } from '../../ui/plain-table';
import { Skeleton } from '../../ui/skeleton';
import { useUrlParameter } from '../../ui/use-url-state';
import { FleetOnly } from '../fleet-only';
import { HealthText } from './health-text';

const ProviderForm = dynamic(() => import('./provider-form').then(({ ProviderForm: form }) => form));
const ProviderDrawer = dynamic(() => import('./provider-drawer').then(({ ProviderDrawer: drawer }) => drawer));

/** Who signs people in for the hub, and how each of them fares. */
export function ProvidersPage() {
  const t = useTranslations('people.providers');
  return (
    <FleetOnly action="teams.providers" title={t('hidden')}>
      <Providers />
    </FleetOnly>
  );
}

function Providers() {
  const t = useTranslations('people.providers');
  const trpc = useTRPC();
  const refusal = useRefusal();
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useUrlParameter('open');
  const providers = useQuery(trpc.teams.providers.queryOptions());
  const opened = providers.data?.find(({ name }) => name === open);
  const add = (
    <Button look="primary" refusal={refusal('teams.saveProvider')} onClick={() => setAdding(true)}>
      <Plus className="size-4" />
      {t('add')}
    </Button>
  );
  return (
    <>
      {providers.error && <QueryFailure error={providers.error} onRetry={() => void providers.refetch()} />}
      {providers.isPending && <Skeleton className="h-24" />}
      {providers.data?.length === 0 && (
        <EmptyState title={t('none')} action={add}>
          {t('noneText')}
        </EmptyState>
      )}
      {providers.data && providers.data.length > 0 && (
        <>
          <div className="flex items-start justify-between gap-4">
            <p className="max-w-prose text-sm text-ink-soft">{t('lead')}</p>
            {add}
          </div>
          <PlainTable
            label={t('title')}
            rows={providers.data}
            keyOf={({ name }) => name}
            columns={[
              {
                head: t('field.label'),
                cell: ({ name, label, enabled }) => (
                  <span className="inline-flex items-center gap-2">
                    <OpenLink isOpen={open === name} onOpen={() => setOpen(name)}>
                      {label}
                    </OpenLink>
                    {!enabled && <Badge>{t('off')}</Badge>}
                  </span>
                ),
              },
              {
                head: t('field.issuer'),
                cell: ({ issuer }) => <code className="font-mono text-xs break-all text-ink-soft">{issuer}</code>,
              },
              { head: t('mapped'), narrow: true, cell: ({ groups }) => Object.keys(groups).length },
              { head: t('lastTry'), cell: ({ health }) => <HealthText health={health} /> },
            ]}
          />
        </>
      )}
      {adding && <ProviderForm onClose={() => setAdding(false)} />}
      {opened && <ProviderDrawer key={opened.name} provider={opened} onClose={() => setOpen(null)} />}
    </>
  );
}
