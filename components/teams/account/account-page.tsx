'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { ChangePassword } from './change-password';
import { OwnKubectl } from './own-kubectl';
import { OwnSessions } from './own-sessions';
import { OwnTokens } from './own-tokens';

/** One's own ways in: password, sessions, tokens. */
export function AccountPage() {
  const t = useTranslations('people.account');
  const trpc = useTRPC();
  const account = useQuery(trpc.teams.account.queryOptions());
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="flex flex-col gap-8 border-t border-line px-6 py-5">
        {account.error && <QueryFailure error={account.error} onRetry={() => void account.refetch()} />}
        {account.isPending && <Skeleton className="h-40" />}
        {account.data && (
          <>
            <section aria-labelledby="account-sessions">
              <h2 id="account-sessions" className="pb-2 text-base font-semibold">
                {t('sessions')}
              </h2>
              <OwnSessions sessions={account.data.sessions} />
            </section>
            <section aria-labelledby="account-tokens">
              <OwnTokens tokens={account.data.tokens} headingId="account-tokens" />
            </section>
            <section aria-labelledby="account-kubectl">
              <OwnKubectl door={account.data.door} headingId="account-kubectl" />
            </section>
            <section aria-labelledby="account-password">
              <h2 id="account-password" className="pb-2 text-base font-semibold">
                {t('password')}
              </h2>
              {account.data.hasPassword ? (
                <ChangePassword />
              ) : (
                <p className="text-sm text-ink-soft">{t('noPassword')}</p>
              )}
            </section>
          </>
        )}
      </div>
    </>
  );
}
