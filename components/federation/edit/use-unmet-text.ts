'use client';
import { useTranslations } from 'next-intl';
import type { Unmet } from '~/server/federation/model/decision';

/** What of a placement cannot be kept, and that what runs stays meanwhile. */
export function useUnmetText(): (unmet: Unmet) => string {
  const t = useTranslations('federation.unmet');
  const by = useTranslations('federation.spreadBy');
  return (unmet) => {
    if (unmet.kind === 'spread') return t('spread', { by: by(unmet.by), needs: unmet.needs, has: unmet.has });
    if (unmet.kind === 'replicas') return t('replicas', { needs: unmet.needs, has: unmet.has });
    if (unmet.kind === 'room') return t('room', { missing: unmet.missing });
    return t('no-cluster');
  };
}
