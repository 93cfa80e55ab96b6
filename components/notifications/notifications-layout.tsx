'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SCOPE_PARAMETERS } from '../shell/scope-parameters';
import { TrailTitle } from '../shell/trail-title';
import { PageHeader } from '../ui/page-header';
import { TabLinks } from '../ui/tab-links';

const ROOT = '/teams/notifications';

/** The head of the pages about who is told of what. */
export function NotificationsLayout({ children }: { children: ReactNode }) {
  const t = useTranslations('notifications');
  const shell = useTranslations('shell.area');
  const tabs = [
    { href: ROOT, label: t('tab.rules') },
    { href: `${ROOT}/channels`, label: t('tab.channels') },
    { href: `${ROOT}/deliveries`, label: t('tab.deliveries') },
  ];
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={<TrailTitle trail={[{ label: shell('teams'), href: '/teams' }]} name={t('title')} status={undefined} />}
        lead={t('lead')}
      />
      <TabLinks label={t('tabs')} tabs={tabs} keep={SCOPE_PARAMETERS} />
      {children}
    </div>
  );
}
