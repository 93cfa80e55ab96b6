'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { type AccessDraft, AccessFields } from './access-fields';
import { EMPTY_SCOPE, readScope } from './scope-draft';

const HOURS = [1, 2, 4, 8, 24, 72, 168];

/** Asks for a role for a time; it is held once someone else has given it, and ends by itself. */
export function RequestDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('access.form');
  const requests = useTranslations('access.requests');
  const ui = useTranslations('ui');
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
        <AccessFields draft={draft} lasts={lasts} onChange={setDraft} />
        {request.error && <QueryFailure error={request.error} />}
      </div>
    </Dialog>
  );
}
