'use client';
import { useTranslations } from 'next-intl';
import type { ApplicationPreview, PreviewedCluster } from '~/server/federation/model/preview';
import { Caution } from './caution';
import { RoomSummary } from './room-summary';
import { useUnmetText } from './use-unmet-text';

/** In one line what becomes of how many clusters; below it what of the placement cannot be kept. */
export function PreviewSummary({
  preview: { clusters, decision, unknownClusters, waves },
}: {
  preview: ApplicationPreview;
}) {
  const t = useTranslations('federation.preview');
  const room = useTranslations('federation.room');
  const unmetText = useUnmetText();
  const full = clusters.filter((one) => (one.room?.lacks.length ?? 0) > 0).map(({ cluster }) => cluster);
  const count = (does: PreviewedCluster['does']) => clusters.filter((one) => one.does === does).length;
  const counts = { joins: count('joins'), changes: count('changes'), stays: count('stays'), leaves: count('leaves') };
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm">{t('summary', { ...counts, group: decision.group })}</p>
      {waves.length > 0 && <Waves waves={waves} />}
      {decision.unmet.map((unmet) => (
        <Caution key={JSON.stringify(unmet)}>{unmetText(unmet)}</Caution>
      ))}
      {full.length > 0 && <Caution>{room('tooLittle', { count: full.length, names: full.join(', ') })}</Caution>}
      <RoomSummary clusters={clusters} />
      {unknownClusters.length > 0 && <Caution>{t('unknownClusters', { names: unknownClusters.join(', ') })}</Caution>}
    </div>
  );
}

/** In which order they would get it. */
function Waves({ waves }: Pick<ApplicationPreview, 'waves'>) {
  const t = useTranslations('federation.rollout');
  const named = waves.map(({ name, clusters }) => `${name || t('rest')} (${clusters.length})`);
  return <p className="text-sm text-ink-soft">{t('preview', { count: waves.length, waves: named.join(' → ') })}</p>;
}
