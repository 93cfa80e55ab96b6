'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ellipsis, KeyRound, LogOut, UserCheck, UserX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { PersonRow } from '~/server/teams/model/person';
import { useTRPC } from '../../trpc/client';
import { useFailureText } from '../../trpc/failure-text';
import { Menu } from '../../ui/menu';
import { notify } from '../../ui/notify';

const BUTTON = 'inline-flex size-7 items-center justify-center rounded-md text-ink-soft hover:bg-hover [&_svg]:size-4';

type PersonActionsProps = { person: PersonRow; onInvite: () => void; onDisable: () => void };

/** What can be done with a person. */
export function PersonActions({ person, onInvite, onDisable }: PersonActionsProps) {
  const t = useTranslations('people');
  const trpc = useTRPC();
  const client = useQueryClient();
  const textOf = useFailureText();
  const { id, name, disabled, login } = person;
  const onError = (error: unknown) => {
    const { title, detail } = textOf(error);
    void notify({ title, tone: 'failed', ...(detail === undefined ? {} : { detail }) });
  };
  const onSuccess = () => void client.invalidateQueries();
  const enable = useMutation(trpc.teams.setDisabled.mutationOptions({ onError, onSuccess }));
  const end = useMutation(
    trpc.teams.endSessions.mutationOptions({ onError, onSuccess: () => void notify({ title: t('ended', { name }) }) }),
  );
  const again = { label: t('again'), icon: <KeyRound />, onSelect: onInvite };
  const leave = { label: t('endSessions'), icon: <LogOut />, onSelect: () => end.mutate({ person: id }) };
  const toggle = {
    label: disabled ? t('enable') : t('disable'),
    icon: disabled ? <UserCheck /> : <UserX />,
    onSelect: () => (disabled ? enable.mutate({ id, disabled: false }) : onDisable()),
  };
  const items = disabled ? [toggle] : [...(login === null ? [] : [again]), leave, toggle];
  return <Menu label={t('actions', { name })} trigger={<Ellipsis />} triggerClass={BUTTON} groups={[{ items }]} />;
}
