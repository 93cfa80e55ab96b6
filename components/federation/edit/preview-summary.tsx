'use client';
import { useTranslations } from 'next-intl';
import type { ApplicationPreview, PreviewedCluster } from '~/server/federation/model/preview';
import { StatusMark } from '../../ui/status-mark';
import { useUnmetText } from './use-unmet-text';

/** In one line what becomes of how many clusters; below it what of the placement cannot be kept. */
export function PreviewSummary({ preview: { clusters, decision } }: { preview: ApplicationPreview }) {
  const t = useTranslations('federation.preview');
  const unmetText = useUnmetText();
  const count = (does: PreviewedCluster['does']) => clusters.filter((one) => one.does === does).length;
  const counts = { joins: count('joins'), changes: count('changes'), stays: count('stays'), leaves: count('leaves') };
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm">{t('summary', { ...counts, group: decision.group })}</p>
      {decision.unmet.map((unmet) => (
        <p
          key={JSON.stringify(unmet)}
          role="alert"
          className="flex items-center gap-2 rounded-lg border border-degraded-line bg-degraded-soft px-3 py-2 text-sm"
        >
          <StatusMark status="degraded" />
          {unmetText(unmet)}
        </p>
      ))}
    </div>
  );
}
