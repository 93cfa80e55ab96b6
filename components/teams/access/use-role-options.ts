'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '../../trpc/client';

/** A role's name in the person's language; a role of the hub's people bears the name that they gave it. */
export function useRoleText(): (role: string) => string {
  const t = useTranslations('access.role');
  return (role) => (t.has(role as 'viewer') ? t(role as 'viewer') : role);
}

export function useRoleOptions(): { value: string; label: string }[] {
  const trpc = useTRPC();
  const text = useRoleText();
  const { data = [] } = useQuery(trpc.teams.roles.queryOptions());
  return data.map(({ name }) => ({ value: name, label: text(name) }));
}
