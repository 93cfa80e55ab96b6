'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LoginName, type PersonRow } from '~/server/teams/model/person';
import { useTRPC } from '../../trpc/client';
import { FormDialog } from '../../trpc/form-dialog';
import { TextField } from '../../ui/form-parts';
import { ShownOnce } from '../shown-once';

/** Makes the one-time link of a new person, or another for one that is known; shows it once. */
export function InviteDialog({ person, onClose }: { person?: PersonRow; onClose: () => void }) {
  const t = useTranslations('people');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [name, setName] = useState(person?.name ?? '');
  const [login, setLogin] = useState('');
  const onSuccess = () => void client.invalidateQueries();
  const invite = useMutation(trpc.teams.invite.mutationOptions({ onSuccess }));
  const reinvite = useMutation(trpc.teams.reinvite.mutationOptions({ onSuccess }));
  const { data, error, isPending } = person ? reinvite : invite;
  const title = person ? t('againFor', { name: person.name }) : t('invite');
  if (data) {
    const link = `${window.location.origin}/sign-in#token=${data.token}`;
    return <ShownOnce title={title} text={t('link', { name })} secret={link} onClose={onClose} />;
  }
  const isLogin = LoginName.safeParse(login).success;
  return (
    <FormDialog
      title={title}
      description={t(person ? 'againLead' : 'inviteLead')}
      action={t('send')}
      unsaid={person || (name.trim() !== '' && isLogin) ? undefined : t('sayWho')}
      busy={isPending}
      error={error}
      onSend={() => (person ? reinvite.mutate({ id: person.id }) : invite.mutate({ name, login }))}
      onClose={onClose}
    >
      {person ? (
        <p className="text-sm text-ink-soft">{t('againText')}</p>
      ) : (
        <>
          <TextField label={t('name')} maxLength={100} value={name} onText={setName} />
          <TextField
            label={t('login')}
            hint={t('loginHint')}
            error={login === '' || isLogin ? undefined : t('loginWrong')}
            autoCapitalize="none"
            maxLength={100}
            value={login}
            onText={setLogin}
          />
        </>
      )}
    </FormDialog>
  );
}
