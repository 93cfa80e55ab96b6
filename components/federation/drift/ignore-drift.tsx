'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { DriftRow } from '~/server/federation/model/drift';
import { useTRPCClient } from '../../trpc/client';
import { FormDialog } from '../../trpc/form-dialog';
import { Field } from '../../ui/field';
import { notify } from '../../ui/notify';
import { ReasonField } from '../../ui/reason-field';
import { Select } from '../../ui/select';

const DAYS = [1, 7, 30, 0] as const;
const DAY_MS = 86_400_000;

type IgnoreDriftProps = { rows: DriftRow[]; onClose: () => void; onDone: () => void };

/** Rules by which exactly these fields are let be, for a time. */
export function IgnoreDrift({ rows, onClose, onDone }: IgnoreDriftProps) {
  const t = useTranslations('federation.drift');
  const api = useTRPCClient();
  const client = useQueryClient();
  const [days, setDays] = useState('7');
  const [reason, setReason] = useState('');
  const ignore = useMutation({
    mutationFn: async () => {
      const expiresAt = days === '0' ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString();
      for (const { application, cluster, kind, name, path } of rows)
        await api.federation.ignore.mutate({
          ...{ application, cluster, kind, name, expiresAt, reason },
          path: path === '' ? null : path,
        });
    },
    onSuccess: () => {
      void notify({ title: t('ignored') });
      onClose();
      onDone();
    },
    onSettled: () => void client.invalidateQueries(),
  });
  const options = DAYS.map((value) => ({
    value: String(value),
    label: value === 0 ? t('never') : t('days', { days: value }),
  }));
  return (
    <FormDialog
      title={t('ignoreTitle')}
      description={t('ignoreText')}
      action={t('ignore')}
      busy={ignore.isPending}
      error={ignore.error}
      onSend={() => ignore.mutate()}
      onClose={onClose}
    >
      <Field label={t('ends')}>
        {(control) => <Select {...control} value={days} options={options} onChange={setDays} />}
      </Field>
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}
