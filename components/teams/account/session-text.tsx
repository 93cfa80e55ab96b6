'use client';
import { useTranslations } from 'next-intl';
import { programOf } from './program-of';

/** The program of a session in a few words; all that it says of itself on hover. */
export function ProgramText({ agent }: { agent: string }) {
  const t = useTranslations('people.account');
  const { program, system } = programOf(agent);
  if (program === null) return <>{t('programUnknown')}</>;
  return <span title={agent}>{system === null ? program : t('programOn', { program, system })}</span>;
}

/** How someone signed in: one of our own ways, or the name of an identity provider. */
export function useWayText(): (by: string) => string {
  const t = useTranslations('people.account.way');
  return (by) => (t.has(by as 'password') ? t(by as 'password') : by);
}
