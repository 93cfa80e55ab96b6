'use client';
import { useTranslations } from 'next-intl';
import type { GrantScope } from '~/server/teams/model/grant';

/** Where a grant holds, in a few words: clusters, then namespaces and environments where they are limited. */
export function ScopeText({ scope: { clusters, namespaces, environments } }: { scope: GrantScope }) {
  const t = useTranslations('access.scope');
  const where = {
    all: () => t('allClusters'),
    name: () => t('named', { names: clusters.by === 'name' ? clusters.names.join(', ') : '' }),
    label: () => t('labelled', { labels: clusters.by === 'label' ? labelsText(clusters.labels) : '' }),
  }[clusters.by]();
  const parts = [
    where,
    ...(namespaces ? [t('namespaces', { names: namespaces.join(', ') })] : []),
    ...(environments ? [t('environments', { names: environments.join(', ') })] : []),
  ];
  return <span className="break-words">{parts.join(' · ')}</span>;
}

const labelsText = (labels: Record<string, string>) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
