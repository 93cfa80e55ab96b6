'use client';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { Select } from '../../ui/select';
import { ReferenceText } from './reference-text';
import type { TakingAlong } from './use-take-along';

/** Brings what workloads name, and the application lacks, out of a cluster in which it stands. */
export function TakeAlong({ taking, clusters }: { taking: TakingAlong; clusters: readonly string[] }) {
  const t = useTranslations('federation.along');
  const id = useId();
  const [cluster, choose] = useState(clusters[0] ?? '');
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <label htmlFor={id}>{t('from')}</label>
      <Select
        className="w-56!"
        id={id}
        value={cluster}
        options={clusters.map((name) => ({ value: name, label: name }))}
        onChange={choose}
      />
      <Button size="sm" disabled={taking.isPending} onClick={() => taking.take(cluster)}>
        {t('take')}
      </Button>
    </div>
  );
}

/** What became of it. It outlives the answers of members, which are about the text before. */
export function TakenAlongNote({ taking: { told, from, error } }: { taking: TakingAlong }) {
  const t = useTranslations('federation.along');
  return (
    <div className="flex flex-col gap-1 text-xs text-ink-soft empty:hidden">
      {told && from !== undefined && <p role="status">{t('taken', { count: told.taken.length, cluster: from })}</p>}
      {told?.left.map(({ reference, why }) => (
        <p key={`${reference.kind} ${reference.namespace} ${reference.name}`}>
          <ReferenceText reference={reference} /> {t(`left.${why}`)}
        </p>
      ))}
      {error && <QueryFailure error={error} />}
    </div>
  );
}
