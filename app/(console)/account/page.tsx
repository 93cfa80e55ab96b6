import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '~/components/teams/account/account-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people.account');
  return { title: t('title') };
}

export default function Page() {
  return <AccountPage />;
}
