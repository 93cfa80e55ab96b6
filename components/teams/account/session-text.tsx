'use client';
import { useTranslations } from 'next-intl';
import type { SessionRow } from '~/server/teams/model/person';
import { programOf } from './program-of';

type ProgramTextProps = Pick<SessionRow, 'agent' | 'machine'>;

/** The program of a session in a few words, kubectl with its machine; all that it says of itself on hover. */
export function ProgramText({ agent, machine }: ProgramTextProps) {
  const t = useTranslations('people.account');
  if (machine !== null) return <span title={agent}>{t('programOn', { program: 'kubectl', system: machine })}</span>;
  const { program, system } = programOf(agent);
  if (program === null) return <>{t('programUnknown')}</>;
  return <span title={agent}>{system === null ? program : t('programOn', { program, system })}</span>;
}

/** How someone signed in: one of our own ways, or the name of an identity provider. */
export function useWayText(): (by: string) => string {
  const t = useTranslations('people.account.way');
  return (by) => (t.has(by as 'password') ? t(by as 'password') : by);
}
