'use client';
import { useTranslations } from 'next-intl';
import type { Rights } from '~/server/teams/model/rights';
import { EmptyState } from '../../ui/empty-state';
import { PlainTable } from '../../ui/plain-table';
import { RelativeTime } from '../../ui/relative-time';
import { ScopeText } from './scope-text';
import { useRoleText } from './use-role-options';

/** What the person who is signed in may do, and through which team. */
export function OwnRights({ rights }: { rights: Rights }) {
  const t = useTranslations('access.grants');
  const roleText = useRoleText();
  if (rights.length === 0) return <EmptyState title={t('nothing')}>{t('nothingText')}</EmptyState>;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold">{t('own')}</h2>
      <PlainTable
        label={t('own')}
        rows={rights}
        keyOf={({ id }) => id}
        columns={[
          { head: t('role'), narrow: true, cell: ({ role }) => roleText(role) },
          { head: t('scope'), cell: ({ scope }) => <ScopeText scope={scope} /> },
          { head: t('through'), cell: ({ team }) => (team === null ? t('yourself') : t('team', { name: team })) },
          {
            head: t('until'),
            narrow: true,
            cell: ({ expiresAt }) => (expiresAt === null ? t('forEver') : <RelativeTime at={expiresAt} />),
          },
        ]}
      />
    </section>
  );
}
