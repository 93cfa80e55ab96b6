'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { TokenRow } from '~/server/teams/model/token';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { PlainTable } from '../../ui/plain-table';
import { RelativeTime } from '../../ui/relative-time';
import { ScopeText } from '../access/scope-text';
import { useRoleText } from '../access/use-role-options';

const TokenDialog = dynamic(() => import('./token-dialog').then(({ TokenDialog: dialog }) => dialog));

/** The tokens that speak for one, without what they are. */
export function OwnTokens({ tokens, headingId }: { tokens: TokenRow[]; headingId: string }) {
  const t = useTranslations('people.account');
  const people = useTranslations('people');
  const trpc = useTRPC();
  const client = useQueryClient();
  const roleText = useRoleText();
  const [adding, setAdding] = useState(false);
  const revoke = useMutation(
    trpc.teams.revokeToken.mutationOptions({ onSuccess: () => void client.invalidateQueries() }),
  );
  return (
    <>
      <div className="flex items-center justify-between pb-2">
        <h2 id={headingId} className="text-base font-semibold">
          {t('tokens')}
        </h2>
        <Button size="sm" onClick={() => setAdding(true)}>
          <Plus className="size-3.5" />
          {t('add')}
        </Button>
      </div>
      {revoke.error && <QueryFailure error={revoke.error} />}
      {tokens.length === 0 && <p className="text-sm text-ink-soft">{t('noTokens')}</p>}
      {tokens.length > 0 && (
        <PlainTable
          label={t('tokens')}
          rows={tokens}
          keyOf={({ id }) => id}
          columns={[
            { head: t('tokenName'), cell: ({ name }) => name },
            { head: t('role'), narrow: true, cell: ({ role }) => roleText(role) },
            {
              head: t('reach'),
              cell: ({ scope }) => (scope === null ? t('reachOf.all') : <ScopeText scope={scope} />),
            },
            { head: t('expires'), narrow: true, cell: ({ expiresAt }) => <RelativeTime at={expiresAt} /> },
            {
              head: t('used'),
              narrow: true,
              cell: ({ lastUsedAt }) => (lastUsedAt === null ? people('never') : <RelativeTime at={lastUsedAt} />),
            },
            {
              head: people('does'),
              narrow: true,
              cell: ({ id, name }) => (
                <Button
                  size="sm"
                  disabled={revoke.isPending}
                  aria-label={t('revokeOf', { name })}
                  onClick={() => revoke.mutate({ id })}
                >
                  {t('revoke')}
                </Button>
              ),
            },
          ]}
        />
      )}
      {adding && <TokenDialog onClose={() => setAdding(false)} />}
    </>
  );
}
