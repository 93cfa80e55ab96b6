import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { ClusterHealth } from '~/server/clusters/model/health';
import { formatExact } from '../ui/format-time';

/** `why` and `detail` in the person's language; `said` is a machine's own words, for where there is room to quote them. */
export type HealthText = { why: string; detail: string; said: string };

const NODES = /^(\d+)\/(\d+)$/;

/** Why a member is as it is. */
export function useHealthText(): (health: Pick<ClusterHealth, 'reason' | 'cause' | 'detail'>) => HealthText {
  const t = useTranslations('status');
  const locale = useLocale();
  return useCallback(
    ({ reason, cause, detail }) => {
      const silent = reason === 'unreachable' && cause;
      const why = silent ? t('unreachableBecause', { cause: t(`unreachable.${cause}`) }) : t(`reason.${reason}`);
      const [, ready, total] = NODES.exec(detail) ?? [];
      if (reason === 'ok' || reason === 'suspended') return { why, detail: '', said: '' };
      if (reason === 'credential-expiring' || reason === 'certificate-expiring')
        return { why, detail: formatExact(detail, locale), said: '' };
      if (ready === undefined || total === undefined) return { why, detail: '', said: detail };
      return { why, detail: t('nodesReady', { ready, total }), said: '' };
    },
    [t, locale],
  );
}
