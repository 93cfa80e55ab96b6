'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { Select } from '../../ui/select';
import { ReferenceText } from './reference-text';
import type { ApplicationEdit } from './use-application-edit';

type TakeAlongProps = { edit: ApplicationEdit; clusters: readonly string[] };

/** Brings what workloads name, and the application lacks, out of a cluster in which it stands. */
export function TakeAlong({ edit, clusters }: TakeAlongProps) {
  const t = useTranslations('federation.along');
  const id = useId();
  const trpc = useTRPC();
  const [cluster, choose] = useState(clusters[0] ?? '');
  const taking = useMutation(
    trpc.federation.takeAlong.mutationOptions({
      onSuccess: ({ text, taken }) => {
        if (taken.length > 0) edit.replace(text);
      },
    }),
  );
  return (
    <div className="flex flex-col gap-2 text-sm">
      <div className="flex flex-wrap items-center gap-3">
        <label htmlFor={id}>{t('from')}</label>
        <Select
          className="w-56!"
          id={id}
          value={cluster}
          options={clusters.map((name) => ({ value: name, label: name }))}
          onChange={choose}
        />
        <Button size="sm" disabled={taking.isPending} onClick={() => taking.mutate({ text: edit.text, cluster })}>
          {t('take')}
        </Button>
      </div>
      {taking.data?.left.map(({ reference, why }) => (
        <p key={`${reference.kind} ${reference.name}`} className="text-xs text-ink-soft">
          <ReferenceText reference={reference} /> {t(`left.${why}`)}
        </p>
      ))}
      {taking.error && <QueryFailure error={taking.error} />}
    </div>
  );
}
