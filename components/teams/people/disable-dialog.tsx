'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { ConfirmByName } from '../../ui/confirm-by-name';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';

type DisableDialogProps = { kind: 'person' | 'machine'; id: string; name: string; onClose: () => void };

/** Puts someone or a machine out at once, after saying what ends with it; why is asked for, and stands in the record. */
export function DisableDialog({ kind, id, name, onClose }: DisableDialogProps) {
  const t = useTranslations('people.disabling');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const sessions = useQuery({ ...trpc.teams.sessionsOf.queryOptions({ id }), enabled: kind === 'person' });
  const tokens = useQuery(trpc.teams.tokensOf.queryOptions({ id }));
  const onSuccess = () => {
    void client.invalidateQueries();
    onClose();
  };
  const person = useMutation(trpc.teams.setDisabled.mutationOptions({ onSuccess }));
  const machine = useMutation(trpc.teams.disableMachine.mutationOptions({ onSuccess }));
  const { mutate, isPending, error } = kind === 'person' ? person : machine;
  const counts = { sessions: sessions.data?.length ?? 0, tokens: tokens.data?.length ?? 0 };
  return (
    <ConfirmByName
      title={t('title', { name })}
      name={name}
      action={t('do')}
      busy={isPending}
      unsaid={reason.trim() === '' ? t('whyFirst') : undefined}
      onConfirm={() => mutate({ id, disabled: true, reason })}
      onClose={onClose}
    >
      <ul className="flex list-disc flex-col gap-1 pl-4 text-sm text-ink-soft">
        <li>{t('out')}</li>
        {kind === 'person' && <li>{t('sessions', counts)}</li>}
        <li>{t('tokens', counts)}</li>
        <li>{t('kept')}</li>
      </ul>
      <Field label={t('why')} hint={t('whyHint')}>
        {(control) => (
          <Input {...control} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      {error && <QueryFailure error={error} />}
    </ConfirmByName>
  );
}
