'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TeamName } from '~/server/teams/model/team';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Field } from '../ui/field';
import { Input } from '../ui/input';

type EditTeamProps = { team?: { name: string; description: string }; onClose: () => void };

/** Makes a team, or says anew what an existing one is. */
export function EditTeam({ team, onClose }: EditTeamProps) {
  const t = useTranslations('access.teams');
  const ui = useTranslations('ui');
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
  const footer = (
    <>
      <Button onClick={onClose}>{ui('cancel')}</Button>
      <Button
        look="primary"
        disabled={save.isPending}
        refusal={isName ? undefined : t('nameHint')}
        onClick={() => save.mutate({ name, description })}
      >
        {t('save')}
      </Button>
    </>
  );
  return (
    <Dialog title={team ? t('edit', { name: team.name }) : t('add')} onClose={onClose} footer={footer}>
      <div className="flex flex-col gap-4">
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
        {save.error && <QueryFailure error={save.error} />}
      </div>
    </Dialog>
  );
}
