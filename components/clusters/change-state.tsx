'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ClusterDetail } from '~/server/clusters/model/cluster';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { notify } from '../ui/notify';
import { ReasonField } from '../ui/reason-field';

type State = ClusterDetail['state'];
type ChangeStateProps = { name: string; from: State; to: State; onClose: () => void };

/** Cordon, suspend or take up again; says what will and what will not happen, and asks why. */
export function ChangeState({ name, from, to, onClose }: ChangeStateProps) {
  const t = useTranslations('clusters.changeState');
  const ui = useTranslations('ui');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const change = useMutation(
    trpc.clusters.setState.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        void notify({ title: t(`done.${to}`, { name }) });
        onClose();
      },
    }),
  );
  const kind = to === 'active' ? (from === 'suspended' ? 'resume' : 'uncordon') : to;
  const footer = (
    <>
      <Button onClick={onClose}>{ui('cancel')}</Button>
      <Button
        look={to === 'suspended' ? 'danger' : 'primary'}
        disabled={change.isPending}
        onClick={() => change.mutate({ name, state: to, reason })}
      >
        {t(`${kind}.action`)}
      </Button>
    </>
  );
  return (
    <Dialog title={t(`${kind}.title`, { name })} onClose={onClose} footer={footer}>
      <div className="flex flex-col gap-4">
        <p className="text-sm text-ink-soft">{t(`${kind}.text`)}</p>
        <ReasonField value={reason} onChange={setReason} />
        {change.error && <QueryFailure error={change.error} />}
      </div>
    </Dialog>
  );
}
