'use client';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { TrailTitle } from '../shell/trail-title';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';

/** The editor is heavy; the head of the page is there before it. */
const ApplicationEditor = dynamic(
  () => import('./edit/application-editor').then((module) => module.ApplicationEditor),
  {
    ssr: false,
    loading: () => <Skeleton className="m-6 h-64" />,
  },
);

/** A new application, from a text that runs as it is. */
export function NewApplicationPage() {
  const t = useTranslations('federation');
  const trail = [{ label: t('title'), href: '/federation' }];
  return (
    <>
      <PageHeader title={<TrailTitle trail={trail} name={t('new')} status={undefined} />} lead={t('newLead')} />
      <ApplicationEditor />
    </>
  );
}
