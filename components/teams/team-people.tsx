'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { holds } from '~/server/teams/model/can';
import type { TeamMember } from '~/server/teams/model/team';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { PlainTable } from '../ui/plain-table';
import { Select } from '../ui/select';

type TeamPeopleProps = { team: string; people: readonly TeamMember[] };

/** Who belongs to the team, and through what; who may, adds and removes. */
export function TeamPeople({ team, people }: TeamPeopleProps) {
  const t = useTranslations('access.people');
  const trpc = useTRPC();
  const client = useQueryClient();
  const me = useQuery(trpc.teams.me.queryOptions());
  const onSettled = () => void client.invalidateQueries();
  const removal = useMutation(trpc.teams.removeMember.mutationOptions({ onSettled }));
  const mayManage = me.data !== undefined && holds(me.data.rights, 'teams.addMember');
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{t('title')}</h3>
      {removal.error && <QueryFailure error={removal.error} />}
      {people.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('none')}</p>
      ) : (
        <PlainTable
          label={t('title')}
          rows={people}
          keyOf={({ id }) => id}
          columns={[
            {
              head: t('name'),
              cell: ({ name, disabled }) => (
                <span className="inline-flex items-center gap-2">
                  {name}
                  {disabled && <Badge>{t('disabled')}</Badge>}
                </span>
              ),
            },
            { head: t('kind'), narrow: true, cell: ({ kind }) => t(`kindOf.${kind}`) },
            {
              head: t('through'),
              cell: ({ sources, keptSince }) => (
                <span className="inline-flex items-center gap-2">
                  {sources.map((source) => (source === 'hub' ? t('here') : source)).join(', ')}
                  {keptSince !== null && (
                    <span title={t('keptWhy')}>
                      <Badge tone="signal">{t('kept')}</Badge>
                    </span>
                  )}
                </span>
              ),
            },
            {
              head: t('actions'),
              narrow: true,
              cell: ({ id, name, sources }) =>
                mayManage && (
                  <Button
                    size="sm"
                    disabled={removal.isPending}
                    aria-label={t('removeOf', { name })}
                    refusal={sources.includes('hub') ? undefined : t('elsewhere')}
                    onClick={() => removal.mutate({ team, person: id })}
                  >
                    {t('remove')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {mayManage && <AddMember team={team} present={people} />}
    </section>
  );
}

function AddMember({ team, present }: { team: string; present: readonly TeamMember[] }) {
  const t = useTranslations('access.people');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [person, setPerson] = useState('');
  const everyone = useQuery(trpc.teams.people.queryOptions());
  const addition = useMutation(
    trpc.teams.addMember.mutationOptions({
      onSuccess: () => setPerson(''),
      onSettled: () => void client.invalidateQueries(),
    }),
  );
  const here = new Set(present.map(({ id }) => id));
  const others = (everyone.data ?? []).filter(({ id, disabled }) => !disabled && !here.has(id));
  const options = [{ value: '', label: t('choose') }, ...others.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <Select aria-label={t('add')} className="max-w-64" value={person} options={options} onChange={setPerson} />
        <Button
          disabled={addition.isPending}
          refusal={person === '' ? t('choose') : undefined}
          onClick={() => addition.mutate({ team, person })}
        >
          {t('add')}
        </Button>
      </div>
      {addition.error && <QueryFailure error={addition.error} />}
    </div>
  );
}
