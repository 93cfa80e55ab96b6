'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { DeliveryRow } from '~/server/notifications/model/delivery';
import { useTRPC } from '../trpc/client';
import { useFailureText } from '../trpc/failure-text';
import { Button } from '../ui/button';
import { notify } from '../ui/notify';
import { useOwners } from './use-owners';

/** Sends a message that did not arrive once more, now and not when its pause is over. */
export function TryNow({ delivery: { id, team, rule } }: { delivery: DeliveryRow }) {
  const t = useTranslations('notifications');
  const trpc = useTRPC();
  const client = useQueryClient();
  const failureText = useFailureText();
  const refusal = useOwners().includes(team) ? undefined : t('mayNot');
  const retry = useMutation(
    trpc.notifications.retryDelivery.mutationOptions({
      onError: (error) => {
        const { title, detail } = failureText(error);
        void notify({ title, tone: 'failed', ...(detail === undefined ? {} : { detail }) });
      },
      onSettled: () => client.invalidateQueries({ queryKey: trpc.notifications.deliveries.queryKey() }),
    }),
  );
  return (
    <Button
      size="sm"
      refusal={refusal}
      disabled={retry.isPending}
      aria-label={t('deliveries.tryNowOf', { rule })}
      onClick={() => retry.mutate({ id })}
    >
      <RotateCw className="size-3.5" />
      {t('deliveries.tryNow')}
    </Button>
  );
}
