'use client';
import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import type { Action } from '~/server/teams/model/action';
import { holds } from '~/server/teams/model/can';
import { mayReach } from '~/server/teams/model/may-reach';
import { smallestRole } from '~/server/teams/model/role-actions';
import { useTRPC } from './client';

/** What a button is about; nothing for what concerns the hub as a whole, `anywhere` where the place is chosen later. */
export type Place = { cluster: string; namespace?: string | undefined; some?: true } | 'anywhere';

/**
 * Why the person may not do something, as a sentence for the button: which role is missing and where, and whom to ask. Undefined when they
 * may, and while it is not known; the server decides in any case.
 */
export function useRefusal(): (action: Action, place?: Place) => string | undefined {
  const t = useTranslations('access.refusal');
  const format = useFormatter();
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.teams.me.queryOptions());
  return (action, place) => {
    if (!me) return undefined;
    const role = smallestRole(action);
    const ask = { role, people: format.list(me.ask, { type: 'disjunction' }), known: me.ask.length };
    if (place === 'anywhere') return holds(me.rights, action) ? undefined : t('anywhere', ask);
    if (mayReach(me.rights, action, place)) return undefined;
    return place ? t('on', { ...ask, cluster: place.cluster }) : t('fleet', ask);
  };
}
