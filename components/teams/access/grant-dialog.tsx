'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Subject } from '~/server/teams/model/team';
import { useTRPC } from '../../trpc/client';
import { FormDialog } from '../../trpc/form-dialog';
import { Field } from '../../ui/field';
import { Select } from '../../ui/select';
import { type AccessDraft, AccessFields } from './access-fields';
import { EMPTY_SCOPE, readScope } from './scope-draft';

const HOURS = ['', '1', '8', '24', '168', '720'] as const;

/** Gives a role on a part of the fleet, for ever or for a time. With a team, to that team. */
export function GrantDialog({ team, onClose }: { team?: string; onClose: () => void }) {
  const t = useTranslations('access.form');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [to, setTo] = useState(team === undefined ? '' : `team ${team}`);
  const [draft, setDraft] = useState<AccessDraft>({ role: 'viewer', scope: EMPTY_SCOPE, hours: '', reason: '' });
  const { role, hours, reason } = draft;
  const subjects = useSubjects(team);
  const grant = useMutation(
    trpc.teams.grant.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        onClose();
      },
    }),
  );
  const scope = readScope(draft.scope);
  const subject = subjectOf(to);
  const give = () => {
    if (scope && subject) grant.mutate({ subject, role, scope, reason, hours: hours === '' ? null : Number(hours) });
  };
  const lasts = HOURS.map((value) => ({
    value,
    label: value === '' ? t('forEver') : t('hours', { hours: Number(value) }),
  }));
  return (
    <FormDialog
      title={t('title')}
      description={t('lead')}
      action={t('give')}
      unsaid={scope && subject ? undefined : t('sayFirst')}
      busy={grant.isPending}
      error={grant.error}
      onSend={give}
      onClose={onClose}
    >
      <Field label={t('to')}>
        {(control) => <Select {...control} value={to} options={subjects} onChange={setTo} />}
      </Field>
      <AccessFields draft={draft} lasts={lasts} onChange={setDraft} />
    </FormDialog>
  );
}

/** `team NAME`, `person ID`. */
function subjectOf(chosen: string): Subject | undefined {
  const [to, ...rest] = chosen.split(' ');
  if (to === 'team') return { to, name: rest.join(' ') };
  return to === 'person' ? { to, id: rest.join(' ') } : undefined;
}

function useSubjects(team: string | undefined) {
  const t = useTranslations('access.form');
  const trpc = useTRPC();
  const isOpen = team === undefined;
  const people = useQuery({ ...trpc.teams.people.queryOptions(), enabled: isOpen });
  const teams = useQuery({ ...trpc.teams.list.queryOptions(), enabled: isOpen });
  if (!isOpen) return [{ value: `team ${team}`, label: t('team', { name: team }) }];
  return [
    { value: '', label: t('choose') },
    ...(teams.data ?? []).map(({ name }) => ({ value: `team ${name}`, label: t('team', { name }) })),
    ...(people.data ?? [])
      .filter(({ disabled }) => !disabled)
      .map(({ id, name }) => ({ value: `person ${id}`, label: name })),
  ];
}
