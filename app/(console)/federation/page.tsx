import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FederationPage } from '~/components/federation/federation-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('federation');
  return { title: t('title') };
}

export default function Page() {
  return <FederationPage />;
}
