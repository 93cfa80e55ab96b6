'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { EntryList } from '../../ui/entry-list';
import { RelativeTime } from '../../ui/relative-time';
import { Skeleton } from '../../ui/skeleton';
import { ScopeText } from '../access/scope-text';
import { useRoleText } from '../access/use-role-options';

const TokenDialog = dynamic(() => import('../account/token-dialog').then(({ TokenDialog: dialog }) => dialog));

type TokensOfProps = {
  holder: { id: string; name: string };
  /** Why its tokens cannot be taken back. */
  refusal: string | undefined;
  /** Whether one may be made here: for a machine, never for another person. */
  makes?: boolean;
};

/** The tokens that speak for a machine or somebody else, without what they are. */
export function TokensOf({ holder, refusal, makes = false }: TokensOfProps) {
  const t = useTranslations('people.drawer');
  const account = useTranslations('people.account');
  const trpc = useTRPC();
  const client = useQueryClient();
  const roleText = useRoleText();
  const [making, setMaking] = useState(false);
  const { id: person } = holder;
  const tokens = useQuery(trpc.teams.tokensOf.queryOptions({ id: person }));
  const end = useMutation(trpc.teams.endToken.mutationOptions({ onSettled: () => void client.invalidateQueries() }));
  return (
    <section className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-sm font-semibold">{account('tokens')}</h3>
        {makes && (
          <Button size="sm" refusal={refusal} onClick={() => setMaking(true)}>
            <Plus className="size-3.5" />
            {account('add')}
          </Button>
        )}
      </div>
      {(tokens.error ?? end.error) && <QueryFailure error={tokens.error ?? end.error} />}
      {tokens.isPending && <Skeleton className="h-12" />}
      {tokens.data?.length === 0 && <p className="text-sm text-ink-soft">{t('noTokens')}</p>}
      <EntryList
        label={account('tokens')}
        entries={tokens.data ?? []}
        keyOf={({ id }) => id}
        title={({ name, role }) => (
          <>
            {name}
            <span className="font-normal text-ink-soft">{roleText(role)}</span>
          </>
        )}
        detail={({ scope, expiresAt, lastUsedAt, createdBy }) => (
          <>
            <span>{scope === null ? t('unscoped') : <ScopeText scope={scope} />}</span>
            <span>
              {t('ends')} <RelativeTime at={expiresAt} />
            </span>
            {lastUsedAt === null ? <span>{t('unused')}</span> : <Used at={lastUsedAt} />}
            <span>{t('madeBy', { name: createdBy })}</span>
          </>
        )}
        action={({ id, name }) => (
          <Button
            size="sm"
            disabled={end.isPending}
            refusal={refusal}
            aria-label={t('revokeOf', { name })}
            onClick={() => end.mutate({ person, id })}
          >
            {account('revoke')}
          </Button>
        )}
      />
      {making && <TokenDialog machine={holder} onClose={() => setMaking(false)} />}
    </section>
  );
}

function Used({ at }: { at: string }) {
  const t = useTranslations('people.drawer');
  return (
    <span>
      {t('used')} <RelativeTime at={at} />
    </span>
  );
}
