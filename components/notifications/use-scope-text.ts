import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { GrantScope } from '~/server/teams/model/grant';

/** A scope in a few words. */
export function useScopeText(): (scope: GrantScope) => string {
  const t = useTranslations('notifications.scope');
  return useCallback(
    ({ clusters, namespaces, environments }) => {
      const labels = clusters.by === 'label' ? Object.entries(clusters.labels).map((pair) => pair.join('=')) : [];
      const parts = [
        ...(clusters.by === 'name' ? [t('byName', { names: clusters.names.join(', ') })] : []),
        ...(clusters.by === 'label' ? [t('byLabel', { labels: labels.join(', ') })] : []),
        ...(namespaces ? [t('namespaces', { names: namespaces.join(', ') })] : []),
        ...(environments ? [t('environments', { names: environments.join(', ') })] : []),
      ];
      return parts.length === 0 ? t('everywhere') : parts.join('; ');
    },
    [t],
  );
}
