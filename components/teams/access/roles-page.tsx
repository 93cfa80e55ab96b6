'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { RoleRow } from '~/server/teams/model/team';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { useRefusal } from '../../trpc/use-refusal';
import { Button } from '../../ui/button';
import { PlainTable } from '../../ui/plain-table';
import { Skeleton } from '../../ui/skeleton';
import { useRoleText } from './use-role-options';

const RoleDialog = dynamic(() => import('./role-dialog').then(({ RoleDialog: dialog }) => dialog));
const NEW: Pick<RoleRow, 'name' | 'description' | 'actions'> = { name: '', description: '', actions: [] };

/** The roles that grants give: those that every hub has, and those that its people made of actions. */
export function RolesPage() {
  const t = useTranslations('access.roles');
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const roleText = useRoleText();
  const [edited, setEdited] = useState<typeof NEW>();
  const roles = useQuery(trpc.teams.roles.queryOptions());
  const removal = useMutation(
    trpc.teams.removeRole.mutationOptions({ onSettled: () => void client.invalidateQueries() }),
  );
  const change = refusal('teams.saveRole');
  return (
    <>
      <div className="flex justify-end">
        <Button look="primary" refusal={change} onClick={() => setEdited(NEW)}>
          <Plus className="size-4" />
          {t('add')}
        </Button>
      </div>
      {(roles.error ?? removal.error) && <QueryFailure error={roles.error ?? removal.error} />}
      {roles.isPending && <Skeleton className="h-32" />}
      {roles.data && (
        <PlainTable
          label={t('title')}
          rows={roles.data}
          keyOf={({ name }) => name}
          columns={[
            { head: t('name'), cell: ({ name }) => roleText(name) },
            {
              head: t('description'),
              cell: ({ name, builtIn, description }) => (
                <span className="text-ink-soft">{builtIn ? t(`builtIn.${name as 'viewer'}`) : description}</span>
              ),
            },
            {
              head: t('actions'),
              narrow: true,
              cell: ({ actions }) => <span title={actions.join('\n')}>{actions.length}</span>,
            },
            { head: t('grants'), narrow: true, cell: ({ grants }) => grants },
            {
              head: t('change'),
              narrow: true,
              cell: (role) =>
                !role.builtIn && (
                  <span className="flex gap-2">
                    <Button
                      size="sm"
                      refusal={change}
                      aria-label={t('editOf', { name: role.name })}
                      onClick={() => setEdited(role)}
                    >
                      {t('edit')}
                    </Button>
                    <Button
                      size="sm"
                      refusal={role.grants > 0 ? t('inUse') : refusal('teams.removeRole')}
                      aria-label={t('removeOf', { name: role.name })}
                      onClick={() => removal.mutate({ name: role.name })}
                    >
                      {t('remove')}
                    </Button>
                  </span>
                ),
            },
          ]}
        />
      )}
      {edited && <RoleDialog role={edited} onClose={() => setEdited(undefined)} />}
    </>
  );
}
