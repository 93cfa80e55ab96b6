'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageHeader } from '../ui/page-header';
import { TabLinks } from '../ui/tab-links';

const TABS = {
  teams: '/teams',
  grants: '/teams/access',
  requests: '/teams/requests',
  roles: '/teams/roles',
  notifications: '/teams/notifications',
  people: '/teams/people',
  machines: '/teams/machines',
  providers: '/teams/providers',
} as const;

/** The area of people and rights: its name and the pages it has. */
export function TeamsLayout({ children }: { children: ReactNode }) {
  const t = useTranslations('access');
  const names = Object.keys(TABS) as (keyof typeof TABS)[];
  const tabs = names.map((name) => ({ href: TABS[name], label: t(`tab.${name}`) }));
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <TabLinks label={t('title')} tabs={tabs} keep={[]} />
      <div className="flex flex-col gap-4 px-6 py-4">{children}</div>
    </>
  );
}
