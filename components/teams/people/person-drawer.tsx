'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { PersonRow } from '~/server/teams/model/person';
import { useRefusal } from '../../trpc/use-refusal';
import { Badge } from '../../ui/badge';
import { DescriptionList } from '../../ui/description-list';
import { Drawer } from '../../ui/drawer';
import { RelativeTime } from '../../ui/relative-time';
import { GrantsOf } from './grants-of';
import { PersonSessions } from './person-sessions';
import { stateOf } from './person-state';
import { TokensOf } from './tokens-of';

type PersonDrawerProps = { person: PersonRow; actions: ReactNode; onClose: () => void };

/** One person: where they are signed in, what speaks for them, what they may do. */
export function PersonDrawer({ person, actions, onClose }: PersonDrawerProps) {
  const t = useTranslations('people');
  const refusal = useRefusal()('teams.endToken');
  const { login, createdAt, invitedUntil, teams } = person;
  const facts = [
    { term: t('login'), value: login ?? t('elsewhere') },
    { term: t('since'), value: <RelativeTime at={createdAt} /> },
    ...(invitedUntil === null ? [] : [{ term: t('invitedUntil'), value: <RelativeTime at={invitedUntil} /> }]),
    { term: t('teams'), value: teams.length === 0 ? t('none') : <TeamLinks teams={teams} /> },
  ];
  return (
    <Drawer
      title={person.name}
      subtitle={<Badge>{t(`states.${stateOf(person)}`)}</Badge>}
      actions={actions}
      onClose={onClose}
    >
      <div className="flex flex-col gap-6">
        <DescriptionList facts={facts} />
        <PersonSessions id={person.id} />
        <TokensOf holder={person} refusal={refusal} />
        <GrantsOf id={person.id} />
      </div>
    </Drawer>
  );
}

function TeamLinks({ teams }: { teams: readonly string[] }) {
  return (
    <span className="flex flex-wrap gap-x-2">
      {teams.map((team) => (
        <Link key={team} className="text-accent hover:underline" href={`/teams/team/${team}`}>
          {team}
        </Link>
      ))}
    </span>
  );
}
