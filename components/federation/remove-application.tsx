'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ApplicationView } from '~/server/federation/model/row';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { useRefusal } from '../trpc/use-refusal';
import { Button } from '../ui/button';
import { ConfirmByName } from '../ui/confirm-by-name';
import { ReasonField } from '../ui/reason-field';

/** Takes an application out of all its clusters, once its name has been typed. */
export function RemoveApplication({ application }: { application: ApplicationView }) {
  const t = useTranslations('federation.remove');
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const [isOpen, open] = useState(false);
  const [reason, setReason] = useState('');
  const removal = useMutation(
    trpc.federation.remove.mutationOptions({
      onSuccess: () => {
        open(false);
        void client.invalidateQueries();
      },
    }),
  );
  const { name, newest: base, targets, spec } = application;
  const objects = targets.reduce((sum, target) => sum + target.objects, 0);
  return (
    <>
      <Button look="danger" refusal={refusal('federation.remove', 'anywhere')} onClick={() => open(true)}>
        {t('action')}
      </Button>
      {isOpen && (
        <ConfirmByName
          title={t('title', { name })}
          name={name}
          action={t('action')}
          busy={removal.isPending}
          onConfirm={() => removal.mutate({ name, base, reason })}
          onClose={() => open(false)}
        >
          <p className="text-sm text-ink-soft">{t(spec.removal, { objects, clusters: targets.length })}</p>
          <ReasonField value={reason} onChange={setReason} />
          {removal.error && <QueryFailure error={removal.error} />}
        </ConfirmByName>
      )}
    </>
  );
}
