import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DevicePage } from '~/components/teams/account/device-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people.device');
  return { title: t('title') };
}

type Params = { searchParams: Promise<{ code?: string | string[] }> };

export default async function Page({ searchParams }: Params) {
  const { code } = await searchParams;
  return <DevicePage given={typeof code === 'string' ? code : ''} />;
}
