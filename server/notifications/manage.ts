import type { AuditTrail } from '~/server/audit/ports';
import { DomainError } from '~/server/kernel/failure';
import type { PersonActor } from '~/server/teams/model/actor';
import { ownersFor } from './may-manage';
import type { ChannelStore, KeptChannel, KeptRule, RuleStore, Send } from './ports';

export type ManageDeps = { rules: RuleStore; channels: ChannelStore; send: Send; audit: AuditTrail };

export type ManageRequest = { actor: PersonActor; requestId: string };

/** The rule that was found, if the actor may look at it; else `not-found`, no difference between absent and hidden. */
export function requireRule(actor: PersonActor, id: string, rule: KeptRule | undefined): KeptRule {
  if (!rule || !isOwned(ownersFor(actor, 'notifications.rules'), rule)) throw missing('rule', id);
  return rule;
}

/** The channel that was found, if the actor may look at it; else `not-found`. */
export function requireChannel(actor: PersonActor, id: string, channel: KeptChannel | undefined): KeptChannel {
  if (!channel || !isOwned(ownersFor(actor, 'notifications.channels'), channel)) throw missing('channel', id);
  return channel;
}

const isOwned = (owners: ReturnType<typeof ownersFor>, { team }: { team: string | null }) =>
  owners === 'all' || (team === null ? owners.fleet : owners.teams.includes(team));

export const missing = (what: string, name: string) => new DomainError({ kind: 'not-found', what, name });
