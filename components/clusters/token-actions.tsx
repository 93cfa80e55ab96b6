'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Minting } from '~/server/clusters/model/minting';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { useRefusal } from '../trpc/use-refusal';
import { Button } from '../ui/button';
import { ConfirmByName } from '../ui/confirm-by-name';
import { notify } from '../ui/notify';

/** Mints the next token at once, and forgets the credential that was given first. */
export function TokenActions({ name, minting }: { name: string; minting: Minting }) {
  const t = useTranslations('clusters.minting');
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusalOf = useRefusal();
  const [forgetting, setForgetting] = useState(false);
  const told = (sentence: 'hastened' | 'forgets') => ({
    onSuccess: () => {
      void client.invalidateQueries();
      void notify({ title: t(sentence, { name }) });
      setForgetting(false);
    },
  });
  const hasten = useMutation(trpc.clusters.hastenRenewal.mutationOptions(told('hastened')));
  const forget = useMutation(trpc.clusters.forgetFirst.mutationOptions(told('forgets')));
  const refusal = (action: 'clusters.hastenRenewal' | 'clusters.forgetFirst') => refusalOf(action, { cluster: name });
  return (
    <div className="flex flex-wrap gap-2 pt-1">
      <Button
        size="sm"
        disabled={hasten.isPending}
        refusal={refusal('clusters.hastenRenewal')}
        onClick={() => hasten.mutate({ name })}
      >
        {t(minting.state === 'minted' ? 'renewNow' : 'tryNow')}
      </Button>
      {minting.mintedAt && minting.first === 'kept' && (
        <Button size="sm" refusal={refusal('clusters.forgetFirst')} onClick={() => setForgetting(true)}>
          {t('forget')}
        </Button>
      )}
      {hasten.error && <QueryFailure error={hasten.error} />}
      {forgetting && (
        <ConfirmByName
          {...{ title: t('forgetTitle', { name }), name, action: t('forget'), busy: forget.isPending }}
          onConfirm={(confirm) => forget.mutate({ name, confirm })}
          onClose={() => setForgetting(false)}
        >
          <p className="text-sm text-ink-soft">{t('forgetText')}</p>
          {forget.error && <QueryFailure error={forget.error} />}
        </ConfirmByName>
      )}
    </div>
  );
}
