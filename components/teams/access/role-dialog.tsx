'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ALL_ACTIONS } from '~/server/teams/model/action';
import { RoleName } from '~/server/teams/model/role';
import { useTRPC } from '../../trpc/client';
import { FormDialog } from '../../trpc/form-dialog';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { ActionChoice } from './action-choice';

type RoleDialogProps = { role: { name: string; description: string; actions: string[] }; onClose: () => void };

/** A role made of actions: each is the name of what is done, as the record shows it too. */
export function RoleDialog({ role, onClose }: RoleDialogProps) {
  const t = useTranslations('access.roles');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [name, setName] = useState(role.name);
  const [description, setDescription] = useState(role.description);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(role.actions));
  const save = useMutation(
    trpc.teams.saveRole.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        onClose();
      },
    }),
  );
  const isSaid = RoleName.safeParse(name).success && chosen.size > 0;
  const actions = ALL_ACTIONS.filter((action) => chosen.has(action));
  return (
    <FormDialog
      wide
      title={role.name === '' ? t('add') : t('editOf', { name: role.name })}
      action={t('save')}
      unsaid={isSaid ? undefined : t('sayFirst')}
      busy={save.isPending}
      error={save.error}
      onSend={() => save.mutate({ name, description, actions })}
      onClose={onClose}
    >
      {role.name === '' && (
        <Field label={t('name')} hint={t('nameHint')}>
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
      <ActionChoice chosen={chosen} onChange={setChosen} />
    </FormDialog>
  );
}
