import type { PersonActor } from '~/server/teams/model/actor';
import type { SessionPolicy } from './model/recording';
import type { AuditTrail, SessionPolicies } from './ports';
import { recorded } from './recorded';

type Deps = { policies: SessionPolicies; audit: AuditTrail };

/** From now on an environment asks this of who runs commands in its containers; what runs already goes on. */
export async function savePolicy(
  { policies, audit }: Deps,
  request: { actor: PersonActor; requestId: string },
  policy: SessionPolicy,
): Promise<void> {
  const { environment, ...after } = policy;
  const before = (await policies.list()).find((one) => one.environment === environment);
  const intent = { ...request, action: 'audit.savePolicy', target: { environment }, before, after };
  await recorded(audit, intent, () => policies.save(policy));
}
