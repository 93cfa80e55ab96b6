'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { ReasonField } from '../../ui/reason-field';
import { Select } from '../../ui/select';
import { EMPTY_SCOPE, readScope } from './scope-draft';
import { ScopeFields } from './scope-fields';
import { useRoleOptions } from './use-role-options';

const HOURS = [1, 2, 4, 8, 24, 72, 168];

/** Asks for a role for a time; it is held once someone else has given it, and ends by itself. */
export function RequestDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('access.form');
  const requests = useTranslations('access.requests');
  const ui = useTranslations('ui');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [role, setRole] = useState('viewer');
  const [draft, setDraft] = useState(EMPTY_SCOPE);
  const [hours, setHours] = useState('2');
  const [reason, setReason] = useState('');
  const roles = useRoleOptions();
  const request = useMutation(
    trpc.teams.request.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        onClose();
      },
    }),
  );
  const scope = readScope(draft);
  const ask = () => scope && request.mutate({ role, scope, hours: Number(hours), reason });
  const footer = (
    <>
      <Button onClick={onClose}>{ui('cancel')}</Button>
      <Button
        look="primary"
        disabled={request.isPending}
        refusal={scope && reason.trim() !== '' ? undefined : requests('sayFirst')}
        onClick={ask}
      >
        {requests('ask')}
      </Button>
    </>
  );
  const lasts = HOURS.map((value) => ({ value: String(value), label: t('hours', { hours: value }) }));
  return (
    <Dialog title={requests('ask')} description={requests('lead')} onClose={onClose} footer={footer}>
      <div className="flex flex-col gap-4">
        <Field label={t('role')}>
          {(control) => <Select {...control} value={role} options={roles} onChange={setRole} />}
        </Field>
        <ScopeFields scope={draft} onChange={setDraft} />
        <Field label={t('lasts')}>
          {(control) => <Select {...control} value={hours} options={lasts} onChange={setHours} />}
        </Field>
        <ReasonField value={reason} onChange={setReason} />
        {request.error && <QueryFailure error={request.error} />}
      </div>
    </Dialog>
  );
}
