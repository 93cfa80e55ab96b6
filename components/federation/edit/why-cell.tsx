'use client';
import { useTranslations } from 'next-intl';
import type { Grounds, Obstacle } from '~/server/federation/model/decision';
import { StatusMark } from '../../ui/status-mark';
import { useObstacleText } from './use-obstacle-text';

/** Why a cluster was passed over, or the numbers by which it was taken. */
export function WhyCell({ obstacle, grounds }: { obstacle: Obstacle | undefined; grounds: Grounds | undefined }) {
  const t = useTranslations('federation.preview');
  const textOf = useObstacleText();
  if (obstacle) return <span className="text-ink-soft">{textOf(obstacle)}</span>;
  if (!grounds) return null;
  return (
    <span className="text-ink-soft">
      {grounds.ran === null ? t('isNew') : t('ran', { replicas: grounds.ran })}
      {grounds.weight !== null && grounds.ofWeight !== null && (
        <> · {t('weight', { weight: grounds.weight, of: grounds.ofWeight })}</>
      )}
      {grounds.fits !== null && <> · {t('fits', { count: grounds.fits })}</>}
    </span>
  );
}

/** A cluster's name, marked whether it was taken. */
export const DecidedName = ({ cluster, isTaken }: { cluster: string; isTaken: boolean }) => (
  <span className="flex items-center gap-2">
    <StatusMark status={isTaken ? 'healthy' : 'suspended'} />
    {cluster}
  </span>
);
