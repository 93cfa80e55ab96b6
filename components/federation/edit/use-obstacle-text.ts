'use client';
import { useTranslations } from 'next-intl';
import type { Obstacle } from '~/server/federation/model/decision';

type Requirement = { key: string; operator: string; values: readonly string[] };

/** Why a cluster was passed over: what it has, and what would have to be otherwise. */
export function useObstacleText(): (obstacle: Obstacle) => string {
  const t = useTranslations('federation.obstacle');
  const by = useTranslations('federation.spreadBy');
  const status = useTranslations('status');
  const wanted = ({ key, operator, values }: Requirement) => `${key} ${operator} ${values.join(', ')}`.trim();
  return (obstacle) => {
    switch (obstacle.kind) {
      case 'label':
      case 'field':
        return t(obstacle.kind, { wanted: wanted(obstacle.requirement), has: obstacle.has ?? t('nothing') });
      case 'taint':
        return t('taint', { taint: `${obstacle.taint.key}=${obstacle.taint.value}:${obstacle.taint.effect}` });
      case 'unwell':
        return t('unwell', { status: status(obstacle.status) });
      case 'lacks':
      case 'hosts':
        return t(obstacle.kind, { application: obstacle.application });
      case 'nowhere':
        return t('nowhere', { by: by(obstacle.by) });
      case 'spread':
        return t('spread', { by: by(obstacle.by), most: obstacle.most });
      case 'no-share':
        return t('no-share', { weight: obstacle.weight, of: obstacle.ofWeight, replicas: obstacle.replicas });
      case 'later-group':
        return t('later-group', { group: obstacle.group, taken: obstacle.taken });
      default:
        return t(obstacle.kind);
    }
  };
}
