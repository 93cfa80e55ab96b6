import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { NotificationsLayout } from '~/components/notifications/notifications-layout';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notifications');
  return { title: t('title') };
}

export default function Layout({ children }: { children: ReactNode }) {
  return <NotificationsLayout>{children}</NotificationsLayout>;
}
