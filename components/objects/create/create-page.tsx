'use client';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { clusterHref } from '../../clusters/cluster-href';
import { TrailTitle } from '../../shell/trail-title';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';

/** The editor is heavy; the head of the page is there before it. */
const CreateForm = dynamic(() => import('./create-form').then((module) => module.CreateForm), {
  ssr: false,
  loading: () => <Skeleton className="m-6 h-64" />,
});

/** Objects from text, one or several documents, into one member. */
export function CreatePage({ cluster }: { cluster: string }) {
  const t = useTranslations('objects.create');
  const clusters = useTranslations('clusters');
  const trail = [
    { label: clusters('title'), href: '/clusters' },
    { label: cluster, href: clusterHref(cluster) },
  ];
  return (
    <>
      <PageHeader title={<TrailTitle trail={trail} name={t('title')} status={undefined} />} lead={t('lead')} />
      <CreateForm cluster={cluster} />
    </>
  );
}
