'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil, PlugZap, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ProviderRow } from '~/server/teams/model/provider';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { useRefusal } from '../../trpc/use-refusal';
import { Button } from '../../ui/button';
import { DescriptionList } from '../../ui/description-list';
import { Drawer } from '../../ui/drawer';
import { HealthDetail, HealthText } from './health-text';
import { RedirectAddress } from './redirect-address';

const ProviderForm = dynamic(() => import('./provider-form').then(({ ProviderForm: form }) => form));
const RemoveProvider = dynamic(() => import('./remove-provider').then(({ RemoveProvider: dialog }) => dialog));

/** One provider: how it fares, what the hub is there, and which of its groups are which teams. */
export function ProviderDrawer({ provider, onClose }: { provider: ProviderRow; onClose: () => void }) {
  const t = useTranslations('people.providers');
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const [open, setOpen] = useState<'edit' | 'remove'>();
  const test = useMutation(
    trpc.teams.testProvider.mutationOptions({ onSettled: () => void client.invalidateQueries() }),
  );
  const { name, issuer, authority, health } = provider;
  return (
    <Drawer
      title={provider.label}
      subtitle={<p className="font-mono text-xs break-all text-ink-faint">{issuer}</p>}
      onClose={onClose}
    >
      <div className="flex flex-col gap-5">
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            look="primary"
            disabled={test.isPending}
            refusal={refusal('teams.testProvider')}
            onClick={() => test.mutate({ name, issuer, authority })}
          >
            <PlugZap className="size-3.5" />
            {test.isPending ? t('testing') : t('test')}
          </Button>
          <Button size="sm" refusal={refusal('teams.saveProvider')} onClick={() => setOpen('edit')}>
            <Pencil className="size-3.5" />
            {t('edit')}
          </Button>
          <Button size="sm" refusal={refusal('teams.removeProvider')} onClick={() => setOpen('remove')}>
            <Trash2 className="size-3.5" />
            {t('remove')}
          </Button>
        </div>
        {test.error && <QueryFailure error={test.error} />}
        <section className="flex flex-col gap-1.5">
          <h3 className="text-sm font-semibold">{t('lastTry')}</h3>
          {health ? <HealthDetail health={health} /> : <HealthText health={health} />}
        </section>
        <RedirectAddress name={name} />
        <DescriptionList facts={useFacts(provider)} />
        <Groups groups={provider.groups} />
      </div>
      {open === 'edit' && <ProviderForm kept={provider} onClose={() => setOpen(undefined)} />}
      {open === 'remove' && <RemoveProvider provider={provider} onDone={onClose} onClose={() => setOpen(undefined)} />}
    </Drawer>
  );
}

function useFacts({ name, clientId, hasSecret, scopes, groupsClaim, authority, enabled }: ProviderRow) {
  const t = useTranslations('people.providers');
  return [
    { term: t('state'), value: t(enabled ? 'on' : 'off') },
    { term: t('field.name'), value: name },
    { term: t('field.clientId'), value: <code className="font-mono text-xs">{clientId}</code> },
    { term: t('field.clientSecret'), value: t(hasSecret ? 'secretSet' : 'secretNone') },
    { term: t('field.scopes'), value: scopes },
    { term: t('field.groupsClaim'), value: <code className="font-mono text-xs">{groupsClaim}</code> },
    { term: t('field.authority'), value: t(authority === null ? 'rootsSystem' : 'rootsOwn') },
  ];
}

function Groups({ groups }: { groups: Record<string, string> }) {
  const t = useTranslations('people.providers');
  const facts = Object.entries(groups).map(([group, team]) => ({ term: group, value: `→ ${team}` }));
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="text-sm font-semibold">{t('groups')}</h3>
      {facts.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('noGroups')}</p>
      ) : (
        <DescriptionList facts={facts} />
      )}
    </section>
  );
}
