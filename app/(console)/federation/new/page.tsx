import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewApplicationPage } from '~/components/federation/new-application-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('federation');
  return { title: t('new') };
}

export default function Page() {
  return <NewApplicationPage />;
}
