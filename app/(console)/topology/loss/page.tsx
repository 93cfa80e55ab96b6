import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LossPage } from '~/components/topology/loss-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('loss');
  return { title: t('title') };
}

export default function Page() {
  return <LossPage />;
}
