import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CreatePage } from '~/components/objects/create/create-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('objects.create');
  return { title: t('title') };
}

export default async function Page({ params }: { params: Promise<{ cluster: string }> }) {
  return <CreatePage cluster={decodeURIComponent((await params).cluster)} />;
}
