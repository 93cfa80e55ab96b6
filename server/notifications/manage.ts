import type { AuditTrail } from '~/server/audit/ports';
import { DomainError } from '~/server/kernel/failure';
import type { PersonActor } from '~/server/teams/model/actor';
import { ownersFor } from './may-manage';
import type { ChannelStore, KeptChannel, KeptRule, RuleStore, Send } from './ports';

export type ManageDeps = { rules: RuleStore; channels: ChannelStore; send: Send; audit: AuditTrail };

export type ManageRequest = { actor: PersonActor; requestId: string };

/** The rule, if the actor may look at it; else `not-found`, no difference between absent and hidden. */
export async function requireRule(
  { rules }: Pick<ManageDeps, 'rules'>,
  actor: PersonActor,
  id: string,
): Promise<KeptRule> {
  const rule = await rules.find(id);
  if (!rule || !isOwned(ownersFor(actor, 'notifications.rules'), rule)) throw missing('rule', id);
  return rule;
}

/** The channel, if the actor may look at it; else `not-found`. */
export async function requireChannel(
  { channels }: Pick<ManageDeps, 'channels'>,
  actor: PersonActor,
  id: string,
): Promise<KeptChannel> {
  const channel = await channels.find(id);
  if (!channel || !isOwned(ownersFor(actor, 'notifications.channels'), channel)) throw missing('channel', id);
  return channel;
}

const isOwned = (owners: ReturnType<typeof ownersFor>, { team }: { team: string | null }) =>
  owners === 'all' || (team === null ? owners.fleet : owners.teams.includes(team));

export const missing = (what: string, name: string) => new DomainError({ kind: 'not-found', what, name });
