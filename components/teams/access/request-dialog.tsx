'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '../../trpc/client';
import { FormDialog } from '../../trpc/form-dialog';
import { type AccessDraft, AccessFields } from './access-fields';
import { EMPTY_SCOPE, readScope } from './scope-draft';

const HOURS = [1, 2, 4, 8, 24, 72, 168];

/** Asks for a role for a time; it is held once someone else has given it, and ends by itself. */
export function RequestDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('access.form');
  const requests = useTranslations('access.requests');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [draft, setDraft] = useState<AccessDraft>({ role: 'viewer', scope: EMPTY_SCOPE, hours: '2', reason: '' });
  const { role, hours, reason } = draft;
  const request = useMutation(
    trpc.teams.request.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        onClose();
      },
    }),
  );
  const scope = readScope(draft.scope);
  const ask = () => scope && request.mutate({ role, scope, hours: Number(hours), reason });
  const lasts = HOURS.map((value) => ({ value: String(value), label: t('hours', { hours: value }) }));
  return (
    <FormDialog
      title={requests('ask')}
      description={requests('lead')}
      action={requests('ask')}
      unsaid={scope && reason.trim() !== '' ? undefined : requests('sayFirst')}
      busy={request.isPending}
      error={request.error}
      onSend={ask}
      onClose={onClose}
    >
      <AccessFields draft={draft} lasts={lasts} onChange={setDraft} />
    </FormDialog>
  );
}
