'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { holdsEverywhere } from '~/server/teams/model/can';
import { useTRPC } from '../../trpc/client';
import { FormDialog } from '../../trpc/form-dialog';
import { Field } from '../../ui/field';
import { TextField } from '../../ui/form-parts';
import { Select } from '../../ui/select';

type MachineDialogProps = { onMade: (id: string) => void; onClose: () => void };

/** Makes a machine's account, which holds nothing until something is given to it. */
export function MachineDialog({ onMade, onClose }: MachineDialogProps) {
  const t = useTranslations('people.machines');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [owner, setOwner] = useState<string>();
  const me = useQuery(trpc.teams.me.queryOptions());
  const teams = useQuery(trpc.teams.list.queryOptions());
  const mayOwnFleets = me.data !== undefined && holdsEverywhere(me.data.rights, 'teams.createService');
  const options = [
    ...(mayOwnFleets ? [{ value: '', label: t('fleet') }] : []),
    ...(teams.data ?? []).map((team) => ({ value: team.name, label: t('team', { name: team.name }) })),
  ];
  const chosen = owner ?? options[0]?.value;
  const make = useMutation(
    trpc.teams.createService.mutationOptions({
      onSuccess: ({ id }) => {
        void client.invalidateQueries();
        onMade(id);
      },
    }),
  );
  return (
    <FormDialog
      title={t('add')}
      description={t('addLead')}
      action={t('make')}
      unsaid={name.trim() !== '' && chosen !== undefined ? undefined : t('sayFirst')}
      busy={make.isPending}
      error={make.error}
      onSend={() => make.mutate({ name, team: chosen || null })}
      onClose={onClose}
    >
      <TextField label={t('name')} hint={t('nameHint')} maxLength={100} value={name} onText={setName} />
      <Field label={t('owner')} hint={t('ownerHint')}>
        {(control) => <Select {...control} value={chosen ?? ''} options={options} onChange={setOwner} />}
      </Field>
    </FormDialog>
  );
}
