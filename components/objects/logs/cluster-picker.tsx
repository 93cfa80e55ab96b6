'use client';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '../../trpc/client';
import { useFailureText } from '../../trpc/failure-text';
import { Combobox } from '../../ui/combobox';

const MOST_OFFERED = 500;

type ClusterPickerProps = {
  own: string;
  /** Those beside the own one, each with why it cannot be read. */
  chosen: { cluster: string; error: unknown }[];
  most: number;
  onChoose: (clusters: string[]) => void;
};

/** In which clusters besides this one the same workload is looked at. */
export function ClusterPicker({ own, chosen, most, onChoose }: ClusterPickerProps) {
  const t = useTranslations('sessions.logs');
  const failureText = useFailureText();
  const trpc = useTRPC();
  const [typed, setTyped] = useState('');
  const known = useQuery(trpc.clusters.list.queryOptions({ limit: MOST_OFFERED }));
  const sentence = (error: unknown) => {
    const { title, said, detail } = failureText(error);
    return `${title} ${said ?? detail ?? ''}`;
  };
  const names = chosen.map(({ cluster }) => cluster);
  const offered = (known.data?.rows ?? [])
    .map(({ name }) => name)
    .filter((name) => name !== own && !names.includes(name));
  const type = (text: string) => {
    const isOne = offered.includes(text) && chosen.length < most;
    setTyped(isOne ? '' : text);
    if (isOne) onChoose([...names, text]);
  };
  return (
    <div className="flex flex-col gap-1 px-6 pb-2 text-xs">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-ink-soft">{t('clusters')}</span>
        <span className="rounded border border-line bg-sunken px-1.5 py-0.5 font-medium">{own}</span>
        {names.map((name) => (
          <span key={name} className="flex items-center gap-1 rounded border border-line bg-sunken px-1.5 py-0.5">
            {name}
            <button
              type="button"
              aria-label={t('leaveOut', { cluster: name })}
              className="rounded text-ink-soft hover:text-ink"
              onClick={() => onChoose(names.filter((one) => one !== name))}
            >
              <X aria-hidden className="size-3" />
            </button>
          </span>
        ))}
        <span className="w-44">
          <Combobox
            aria-label={t('addCluster')}
            placeholder={t('addCluster')}
            value={typed}
            suggestions={offered}
            onChange={type}
          />
        </span>
      </div>
      {chosen.map(
        ({ cluster, error }) =>
          error !== null && (
            <p key={cluster} role="alert" className="text-failed">
              {t('failed', { what: cluster })} {sentence(error)}
            </p>
          ),
      )}
    </div>
  );
}
