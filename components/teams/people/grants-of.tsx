'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { EntryList } from '../../ui/entry-list';
import { RelativeTime } from '../../ui/relative-time';
import { Skeleton } from '../../ui/skeleton';
import { ScopeText } from '../access/scope-text';
import { useRoleText } from '../access/use-role-options';

/** What somebody may do, where, and through which team. */
export function GrantsOf({ id }: { id: string }) {
  const t = useTranslations('people.drawer');
  const trpc = useTRPC();
  const roleText = useRoleText();
  const grants = useQuery(trpc.teams.grantsOf.queryOptions({ id }));
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-sm font-semibold">{t('grants')}</h3>
      {grants.error && <QueryFailure error={grants.error} />}
      {grants.isPending && <Skeleton className="h-12" />}
      {grants.data?.length === 0 && <p className="text-sm text-ink-soft">{t('noGrants')}</p>}
      <EntryList
        label={t('grants')}
        entries={grants.data ?? []}
        keyOf={(grant) => grant.id}
        title={({ role, team }) => (
          <>
            {roleText(role)}
            {team !== null && <span className="font-normal text-ink-soft">{t('through', { team })}</span>}
          </>
        )}
        detail={({ scope, expiresAt }) => (
          <>
            <ScopeText scope={scope} />
            {expiresAt === null ? (
              <span>{t('stays')}</span>
            ) : (
              <span>
                {t('ends')} <RelativeTime at={expiresAt} />
              </span>
            )}
          </>
        )}
      />
    </section>
  );
}
