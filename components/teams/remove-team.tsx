'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { ConfirmByName } from '../ui/confirm-by-name';

/** Removes a team with all that was given to it; its people stay. */
export function RemoveTeam({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useTranslations('access.teams');
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const removal = useMutation(
    trpc.teams.remove.mutationOptions({
      onSuccess: () => {
        router.push('/teams');
        void client.invalidateQueries();
      },
    }),
  );
  return (
    <ConfirmByName
      title={t('removeTitle', { name })}
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
