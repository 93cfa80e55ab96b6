'use client';
import { useTranslations } from 'next-intl';
import type { RolloutView, Wave } from '~/server/federation/model/rollout';
import type { Target } from '~/server/federation/model/target';
import { clusterHref } from '../../clusters/cluster-href';
import { ScopedLink } from '../../shell/scoped-link';
import { cn } from '../../ui/cn';
import { StatusMark } from '../../ui/status-mark';
import type { StatusWord } from '../../ui/status-words';

type WaveTrackProps = { rollout: RolloutView; targets: readonly Target[] };

/** The waves in their order, each with its clusters and how they are. */
export function WaveTrack({ rollout, targets }: WaveTrackProps) {
  const t = useTranslations('federation.rollout');
  const known = new Map(targets.map((target) => [target.cluster, target]));
  return (
    <ol aria-label={t('waves')} className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      {rollout.waves.map((wave, number) => (
        <WaveCard key={wave.clusters[0] ?? number} {...{ wave, number, rollout, known }} />
      ))}
    </ol>
  );
}

type WaveCardProps = {
  wave: Wave;
  number: number;
  rollout: RolloutView;
  known: ReadonlyMap<string, Target>;
};

function WaveCard({ wave, number, rollout: { open, revision, state }, known }: WaveCardProps) {
  const t = useTranslations('federation.rollout');
  const isOpen = number <= open || state === 'done';
  const well = wave.clusters.filter((cluster) => isWell(known.get(cluster), revision)).length;
  return (
    <li
      className={cn(
        'flex min-w-0 flex-col rounded-lg border bg-sheet',
        isOpen ? 'border-line-strong' : 'border-dashed border-line-strong',
      )}
    >
      <header className="flex items-baseline gap-2 border-b border-line px-3 py-2">
        <span className="text-2xs text-ink-faint tabular-nums">{number + 1}</span>
        <h3 className="min-w-0 flex-1 truncate text-sm font-medium" title={wave.name}>
          {wave.name === '' ? t('rest') : wave.name}
        </h3>
        <span className={cn('text-xs tabular-nums', isOpen ? 'text-ink' : 'text-ink-faint')}>
          {isOpen ? t('well', { well, of: wave.clusters.length }) : t('held', { of: wave.clusters.length })}
        </span>
      </header>
      <ul className="flex max-h-44 flex-col overflow-y-auto px-3 py-2 text-xs">
        {wave.clusters.map((cluster) => (
          <ClusterLine key={cluster} cluster={cluster} target={known.get(cluster)} {...{ isOpen, revision }} />
        ))}
      </ul>
    </li>
  );
}

type ClusterLineProps = { cluster: string; target: Target | undefined; isOpen: boolean; revision: number };

function ClusterLine({ cluster, target, isOpen, revision }: ClusterLineProps) {
  const t = useTranslations('federation.rollout');
  const has = target === undefined || (target.state === 'applied' && target.revision === revision);
  const mark: StatusWord = isOpen || has ? (target?.status ?? 'suspended') : 'suspended';
  return (
    <li className="flex items-center gap-2 py-0.5">
      <StatusMark status={mark} />
      <ScopedLink href={clusterHref(cluster)} className="min-w-0 truncate hover:underline">
        {cluster}
      </ScopedLink>
      <span className="ml-auto shrink-0 text-ink-faint">
        {target === undefined
          ? t('cluster.gone')
          : has
            ? t('cluster.has', { revision })
            : isOpen
              ? t(`cluster.${target.state}`)
              : t('cluster.held', { revision: target.appliedRevision ?? 0 })}
      </span>
    </li>
  );
}

/** A cluster that the application has left, or that was removed, is done with. */
const isWell = (target: Target | undefined, revision: number): boolean =>
  target === undefined ||
  target.status === 'suspended' ||
  (target.state === 'applied' && target.revision === revision && target.status === 'healthy');
