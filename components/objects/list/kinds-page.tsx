'use client';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../ui/empty-state';
import { setUrlParameters, useUrlParameter } from '../../ui/use-url-state';
import { kindSlug, readKindSlug } from '../object-href';
import { useKinds } from '../use-kinds';
import { LazyMemberFailure } from './lazy-member-failure';
import { MemberListPage } from './member-list-page';

/** The rows do not wait for the picker. */
const KindPicker = dynamic(() => import('./kind-picker').then((module) => module.KindPicker), {
  loading: () => <div className="w-60 shrink-0 border-r border-line" />,
});

/** Every kind that a member serves, its own extensions among them. */
export function KindsPage({ cluster }: { cluster: string }) {
  const t = useTranslations('objects.kinds');
  const { query, find } = useKinds(cluster);
  const [slug] = useUrlParameter('kind');
  const kind = readKindSlug(slug);
  const choose = (next: string) => setUrlParameters({ kind: next, sort: null, q: null });
  if (query.error && !query.data)
    return <LazyMemberFailure cluster={cluster} error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      <KindPicker list={query.data} chosen={slug} onChoose={choose} />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        {kind ? (
          <MemberListPage key={kindSlug(kind)} cluster={cluster} kind={kind} label={find(kind)?.kind ?? kind.plural} />
        ) : (
          <EmptyState title={t('choose')}>{t('chooseText')}</EmptyState>
        )}
      </div>
    </div>
  );
}
