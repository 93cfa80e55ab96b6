import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { TeamsLayout } from '~/components/teams/teams-layout';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('access');
  return { title: t('title') };
}

export default function Layout({ children }: { children: ReactNode }) {
  return <TeamsLayout>{children}</TeamsLayout>;
}
