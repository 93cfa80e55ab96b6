'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { CodeBlock } from '../../ui/code-block';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';
import { useRoleOptions } from '../access/use-role-options';

const DAYS = ['7', '30', '90', '365'] as const;

/** Makes a token that speaks for oneself and shows it once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('people.account');
  const ui = useTranslations('ui');
  const trpc = useTRPC();
  const client = useQueryClient();
  const roles = useRoleOptions();
  const [name, setName] = useState('');
  const [role, setRole] = useState('viewer');
  const [days, setDays] = useState('30');
  const make = useMutation(
    trpc.teams.createToken.mutationOptions({ onSuccess: () => void client.invalidateQueries() }),
  );
  const footer = make.data ? (
    <Button look="primary" onClick={onClose}>
      {ui('close')}
    </Button>
  ) : (
    <>
      <Button onClick={onClose}>{ui('cancel')}</Button>
      <Button
        look="primary"
        disabled={make.isPending || name.trim() === ''}
        onClick={() => make.mutate({ name, role, scope: null, days: Number(days) })}
      >
        {t('make')}
      </Button>
    </>
  );
  const lasts = DAYS.map((value) => ({ value, label: t('days', { days: Number(value) }) }));
  return (
    <Dialog title={t('add')} description={t('addLead')} onClose={onClose} footer={footer}>
      <div className="flex flex-col gap-4">
        {make.data ? (
          <>
            <p className="text-sm">{t('made')}</p>
            <CodeBlock code={make.data.token} />
          </>
        ) : (
          <>
            <Field label={t('tokenName')}>
              {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
            </Field>
            <Field label={t('role')}>
              {(control) => <Select {...control} value={role} options={roles} onChange={setRole} />}
            </Field>
            <Field label={t('lasts')}>
              {(control) => <Select {...control} value={days} options={lasts} onChange={setDays} />}
            </Field>
          </>
        )}
        {make.error && <QueryFailure error={make.error} />}
      </div>
    </Dialog>
  );
}
