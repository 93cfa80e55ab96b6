'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '../../trpc/client';
import { FormDialog } from '../../trpc/form-dialog';
import { Field } from '../../ui/field';
import { TextField } from '../../ui/form-parts';
import { SegmentedControl } from '../../ui/segmented-control';
import { Select } from '../../ui/select';
import { EMPTY_SCOPE, readScope } from '../access/scope-draft';
import { ScopeFields } from '../access/scope-fields';
import { useRoleOptions } from '../access/use-role-options';
import { ShownOnce } from '../shown-once';

const DAYS = ['7', '30', '90', '365'] as const;
const REACHES = ['all', 'part'] as const;

type TokenDialogProps = { machine?: { id: string; name: string }; onClose: () => void };

/** Makes a token that speaks for oneself, or for a machine that one looks after, and shows it once. */
export function TokenDialog({ machine, onClose }: TokenDialogProps) {
  const t = useTranslations('people.account');
  const trpc = useTRPC();
  const client = useQueryClient();
  const roles = useRoleOptions();
  const [name, setName] = useState('');
  const [role, setRole] = useState('viewer');
  const [days, setDays] = useState('30');
  const [reach, setReach] = useState<(typeof REACHES)[number]>('all');
  const [part, setPart] = useState(EMPTY_SCOPE);
  const onSuccess = () => void client.invalidateQueries();
  const own = useMutation(trpc.teams.createToken.mutationOptions({ onSuccess }));
  const its = useMutation(trpc.teams.createTokenFor.mutationOptions({ onSuccess }));
  const { data, error, isPending } = machine ? its : own;
  const title = machine ? t('addFor', { name: machine.name }) : t('add');
  if (data) return <ShownOnce title={title} text={t('made')} secret={data.token} onClose={onClose} />;
  const scope = reach === 'all' ? null : readScope(part);
  const make = () => {
    if (scope === undefined) return;
    const wanted = { name, role, scope, days: Number(days) };
    if (machine) its.mutate({ ...wanted, person: machine.id });
    else own.mutate(wanted);
  };
  return (
    <FormDialog
      title={title}
      description={t(machine ? 'addLeadFor' : 'addLead')}
      action={t('make')}
      unsaid={name.trim() !== '' && scope !== undefined ? undefined : t('sayFirst')}
      busy={isPending}
      error={error}
      onSend={make}
      onClose={onClose}
    >
      <TextField label={t('tokenName')} hint={t('tokenNameHint')} maxLength={100} value={name} onText={setName} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('role')}>
          {(control) => <Select {...control} value={role} options={roles} onChange={setRole} />}
        </Field>
        <Field label={t('lasts')}>
          {(control) => (
            <Select
              {...control}
              value={days}
              options={DAYS.map((value) => ({ value, label: t('days', { days: Number(value) }) }))}
              onChange={setDays}
            />
          )}
        </Field>
      </div>
      <fieldset className="flex flex-col gap-2">
        <legend className="pb-1.5 text-xs font-medium">{t('reach')}</legend>
        <SegmentedControl
          label={t('reach')}
          value={reach}
          options={REACHES.map((value) => ({ value, label: t(`reachOf.${value}`) }))}
          onChange={setReach}
        />
        {reach === 'part' && <ScopeFields scope={part} onChange={setPart} />}
      </fieldset>
    </FormDialog>
  );
}
