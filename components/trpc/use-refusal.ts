'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { Action } from '~/server/teams/model/action';
import { mayReach } from '~/server/teams/model/may-reach';
import { smallestRole } from '~/server/teams/model/role-actions';
import { useTRPC } from './client';

/** What a button is about; nothing for what concerns the hub as a whole. */
type Place = { cluster: string; namespace?: string | undefined };

/**
 * Why the person may not do something, as a sentence for the button: which role is missing, and where. Undefined when they
 * may, and while it is not known; the server decides in any case.
 */
export function useRefusal(): (action: Action, place?: Place) => string | undefined {
  const t = useTranslations('access.refusal');
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.teams.me.queryOptions());
  return (action, place) => {
    if (!me || mayReach(me.rights, action, place)) return undefined;
    const role = smallestRole(action);
    return place ? t('on', { role, cluster: place.cluster }) : t('fleet', { role });
  };
}
