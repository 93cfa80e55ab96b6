'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ApplicationView } from '~/server/federation/model/row';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { useRefusal } from '../../trpc/use-refusal';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { ReasonField } from '../../ui/reason-field';
import { ConfirmRemoval } from './confirm-removal';
import { PreviewSummary } from './preview-summary';

type RestoreRevisionProps = { application: ApplicationView; text: string; number: number };

/** Brings the whole application back to what it was: templates, placement and overrides together, as a revision of its own. */
export function RestoreRevision({ application, text, number }: RestoreRevisionProps) {
  const t = useTranslations('federation.revision');
  const words = useTranslations('federation.preview');
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const [reason, setReason] = useState('');
  const [confirmsRemoval, setConfirms] = useState(false);
  const [atOnce, setAtOnce] = useState(true);
  const preview = useMutation(trpc.federation.preview.mutationOptions());
  const save = useMutation(trpc.federation.save.mutationOptions({ onSuccess: () => void client.invalidateQueries() }));
  const error = preview.error ?? save.error;
  return (
    <div className="flex flex-col gap-3">
      {!preview.data && (
        <Button
          className="self-start"
          disabled={preview.isPending}
          refusal={refusal('federation.save', 'anywhere')}
          onClick={() => preview.mutate({ text })}
        >
          {t('restore', { number })}
        </Button>
      )}
      {preview.data && (
        <>
          <PreviewSummary preview={preview.data} />
          <ConfirmRemoval preview={preview.data} checked={confirmsRemoval} onChange={setConfirms} />
          {preview.data.waves.length > 0 && (
            // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is within
            <label className="flex items-center gap-2 text-sm">
              <Checkbox checked={atOnce} onChange={(event) => setAtOnce(event.target.checked)} />
              {t('atOnce')}
            </label>
          )}
          <ReasonField value={reason} onChange={setReason} />
          <Button
            look="primary"
            className="self-end"
            disabled={save.isPending}
            refusal={preview.data.removesMany !== null && !confirmsRemoval ? words('confirmFirst') : undefined}
            onClick={() =>
              save.mutate({ text, base: application.newest, restores: number, reason, confirmsRemoval, atOnce })
            }
          >
            {t('restoreNow', { number })}
          </Button>
        </>
      )}
      {error && <QueryFailure error={error} />}
    </div>
  );
}
