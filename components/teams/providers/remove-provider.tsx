'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ProviderRow } from '~/server/teams/model/provider';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { ConfirmByName } from '../../ui/confirm-by-name';

type RemoveProviderProps = { provider: ProviderRow; onDone: () => void; onClose: () => void };

/** Removes a way in, after saying who is out with it. */
export function RemoveProvider({ provider: { name, label }, onDone, onClose }: RemoveProviderProps) {
  const t = useTranslations('people.providers');
  const trpc = useTRPC();
  const client = useQueryClient();
  const removal = useMutation(
    trpc.teams.removeProvider.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        onDone();
      },
    }),
  );
  return (
    <ConfirmByName
      title={t('removeTitle', { label })}
      name={name}
      action={t('remove')}
      busy={removal.isPending}
      onConfirm={() => removal.mutate({ name })}
      onClose={onClose}
    >
      <p className="text-sm text-ink-soft">{t('removeText')}</p>
      {removal.error && <QueryFailure error={removal.error} />}
    </ConfirmByName>
  );
}
