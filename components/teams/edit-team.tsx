'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TeamName } from '~/server/teams/model/team';
import { useTRPC } from '../trpc/client';
import { FormDialog } from '../trpc/form-dialog';
import { Field } from '../ui/field';
import { Input } from '../ui/input';

type EditTeamProps = { team?: { name: string; description: string }; onClose: () => void };

/** Makes a team, or says anew what an existing one is. */
export function EditTeam({ team, onClose }: EditTeamProps) {
  const t = useTranslations('access.teams');
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const [name, setName] = useState(team?.name ?? '');
  const [description, setDescription] = useState(team?.description ?? '');
  const save = useMutation(
    trpc.teams.save.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        onClose();
        if (!team) router.push(`/teams/team/${name}`);
      },
    }),
  );
  const isName = TeamName.safeParse(name).success;
  return (
    <FormDialog
      title={team ? t('edit', { name: team.name }) : t('add')}
      action={t('save')}
      unsaid={isName ? undefined : t('nameHint')}
      busy={save.isPending}
      error={save.error}
      onSend={() => save.mutate({ name, description })}
      onClose={onClose}
    >
      {!team && (
        <Field label={t('name')} hint={t('nameHint')} error={name === '' || isName ? undefined : t('nameHint')}>
          {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
      )}
      <Field label={t('description')}>
        {(control) => (
          <Input
            {...control}
            maxLength={500}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
