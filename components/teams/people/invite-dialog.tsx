'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PersonRow } from '~/server/teams/model/person';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { CodeBlock } from '../../ui/code-block';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';

/** Makes the one-time link of a new person, or another for one that is known; shows it once. */
export function InviteDialog({ person, onClose }: { person?: PersonRow; onClose: () => void }) {
  const t = useTranslations('people');
  const ui = useTranslations('ui');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [name, setName] = useState(person?.name ?? '');
  const [login, setLogin] = useState('');
  const onSuccess = () => void client.invalidateQueries();
  const invite = useMutation(trpc.teams.invite.mutationOptions({ onSuccess }));
  const reinvite = useMutation(trpc.teams.reinvite.mutationOptions({ onSuccess }));
  const { data, error, isPending } = person ? reinvite : invite;
  const send = () => (person ? reinvite.mutate({ id: person.id }) : invite.mutate({ name, login }));
  const footer = data ? (
    <Button look="primary" onClick={onClose}>
      {ui('close')}
    </Button>
  ) : (
    <>
      <Button onClick={onClose}>{ui('cancel')}</Button>
      <Button look="primary" disabled={isPending || (!person && (name === '' || login === ''))} onClick={send}>
        {t('send')}
      </Button>
    </>
  );
  return (
    <Dialog
      title={person ? `${t('again')}: ${person.name}` : t('invite')}
      description={t('inviteLead')}
      onClose={onClose}
      footer={footer}
    >
      <div className="flex flex-col gap-4">
        {!data && !person && (
          <>
            <Field label={t('name')}>
              {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
            </Field>
            <Field label={t('login')}>
              {(control) => <Input {...control} value={login} onChange={(event) => setLogin(event.target.value)} />}
            </Field>
          </>
        )}
        {data && (
          <>
            <p className="text-sm">{t('link', { name })}</p>
            <CodeBlock code={`${window.location.origin}/sign-in#token=${data.token}`} />
          </>
        )}
        {error && <QueryFailure error={error} />}
      </div>
    </Dialog>
  );
}
