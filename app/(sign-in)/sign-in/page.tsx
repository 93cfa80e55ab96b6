import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SignInPage } from '~/components/teams/sign-in-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell.signIn');
  return { title: t('title') };
}

export default function Page() {
  return <SignInPage />;
}
