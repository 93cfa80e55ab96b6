'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { GrantRow } from '~/server/teams/model/team';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { PlainTable } from '../../ui/plain-table';
import { RelativeTime } from '../../ui/relative-time';
import { ScopeText } from './scope-text';
import { useRoleText } from './use-role-options';

type GrantsTableProps = {
  grants: readonly GrantRow[];
  label: string;
  /** All of them are of the one that the page is about: who holds them goes without saying. */
  ofOne?: boolean;
};

/** What was given to whom, by whom and until when; each can be taken back at once. */
export function GrantsTable({ grants, label, ofOne = false }: GrantsTableProps) {
  const t = useTranslations('access.grants');
  const roleText = useRoleText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const revoke = useMutation(trpc.teams.revoke.mutationOptions({ onSettled: () => void client.invalidateQueries() }));
  return (
    <>
      {revoke.error && <QueryFailure error={revoke.error} />}
      <PlainTable
        label={label}
        rows={grants}
        keyOf={({ id }) => id}
        columns={[
          ...(ofOne ? [] : [{ head: t('to'), cell: (grant: GrantRow) => <Holder grant={grant} /> }]),
          { head: t('role'), narrow: true, cell: ({ role }) => roleText(role) },
          { head: t('scope'), cell: ({ scope }) => <ScopeText scope={scope} /> },
          {
            head: t('given'),
            narrow: true,
            cell: ({ grantedBy, createdAt, reason }) => (
              <span className="text-ink-soft" title={reason}>
                {t('by', { name: grantedBy })} <RelativeTime at={createdAt} />
              </span>
            ),
          },
          {
            head: t('until'),
            narrow: true,
            cell: ({ expiresAt }) => (expiresAt === null ? t('forEver') : <RelativeTime at={expiresAt} />),
          },
          {
            head: t('actions'),
            narrow: true,
            cell: (grant) => (
              <Button
                size="sm"
                disabled={revoke.isPending}
                aria-label={t('revokeOf', { role: roleText(grant.role), name: grant.team ?? grant.person?.name ?? '' })}
                onClick={() => revoke.mutate({ id: grant.id })}
              >
                {t('revoke')}
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}

function Holder({ grant: { team, person } }: { grant: GrantRow }) {
  const t = useTranslations('access.grants');
  if (team === null) return <>{person?.name}</>;
  return (
    <Link className="text-accent hover:underline" href={`/teams/team/${team}`}>
      {t('team', { name: team })}
    </Link>
  );
}
