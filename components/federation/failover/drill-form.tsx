'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { Failover } from '~/server/federation/model/failover';
import type { ApplicationView } from '~/server/federation/model/row';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { useRefusal } from '../../trpc/use-refusal';
import { Button } from '../../ui/button';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';

const MINUTES = ['5', '15', '30', '60', '240'];

type DrillFormProps = { application: ApplicationView; open: readonly Failover[] };

/** Has the application leave a cluster on purpose for some minutes. */
export function DrillForm({ application: { name, targets }, open }: DrillFormProps) {
  const t = useTranslations('federation.failover.drill');
  const id = useId();
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const left = new Set(open.map(({ cluster }) => cluster));
  const clusters = targets
    .filter(({ state, cluster }) => state !== 'withdrawing' && !left.has(cluster))
    .map(({ cluster }) => cluster);
  const [chosen, choose] = useState('');
  const [minutes, setMinutes] = useState('15');
  const [note, setNote] = useState('');
  const cluster = clusters.includes(chosen) ? chosen : (clusters[0] ?? '');
  const drill = useMutation(
    trpc.federation.drill.mutationOptions({ onSettled: () => void client.invalidateQueries() }),
  );
  const missing = clusters.length === 0 ? t('nowhere') : note.trim() === '' ? t('sayWhy') : undefined;
  return (
    <section aria-label={t('title')} className="flex flex-col gap-2 rounded-lg border border-line bg-sheet px-4 py-3">
      <h2 className="text-sm font-medium">{t('title')}</h2>
      <p className="text-sm text-ink-soft">{t('text')}</p>
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <label htmlFor={`${id}c`}>{t('cluster')}</label>
        <Select
          className="w-56!"
          id={`${id}c`}
          value={cluster}
          options={clusters.map((value) => ({ value, label: value }))}
          onChange={choose}
        />
        <label htmlFor={`${id}m`}>{t('minutes')}</label>
        <Select
          className="w-20!"
          id={`${id}m`}
          value={minutes}
          options={MINUTES.map((value) => ({ value, label: value }))}
          onChange={setMinutes}
        />
        <label htmlFor={`${id}n`}>{t('note')}</label>
        <Input className="w-56!" id={`${id}n`} value={note} onChange={(event) => setNote(event.target.value)} />
        <Button
          disabled={drill.isPending}
          refusal={refusal('federation.drill', 'anywhere') ?? missing}
          onClick={() => drill.mutate({ name, cluster, minutes: Number(minutes), note })}
        >
          {t('begin')}
        </Button>
      </div>
      {drill.error && <QueryFailure error={drill.error} />}
    </section>
  );
}
