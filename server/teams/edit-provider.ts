import type { AuditTrail } from '~/server/audit/ports';
import { recorded } from '~/server/audit/recorded';
import { DomainError, invalid } from '~/server/kernel/failure';
import { requireSession } from './account';
import { requireMayGive, type TeamDeps, type TeamRequest } from './give';
import { EVERYWHERE } from './model/grant';
import type { ProviderInput } from './model/provider';
import type { ProviderStore } from './ports';

type Deps = Pick<TeamDeps, 'grants' | 'teams'> & { providers: ProviderStore; audit: AuditTrail };
type Provider = ProviderInput;

/** Who says who people are could be anyone: so only who could give everything may name a provider. */
const requireMayName = (deps: Deps, { actor }: TeamRequest) =>
  requireMayGive(deps, actor, { role: 'fleet-admin', scope: EVERYWHERE });

/** Makes a provider or changes it; the secret that is kept stays when none is given and the issuer is the same. */
export async function saveProvider(deps: Deps, request: TeamRequest, provider: Provider): Promise<void> {
  requireSession(request.actor);
  const { clientSecret, ...after } = provider;
  const target = { provider: provider.name };
  const told = { ...after, secret: clientSecret === undefined ? 'kept' : 'replaced' };
  await recorded(deps.audit, { ...request, action: 'teams.saveProvider', target, after: told }, async () => {
    await requireMayName(deps, request);
    await requireTeams(deps, provider);
    await deps.providers.save(provider);
  });
}

/** A group of people goes to a team that is there; throws `invalid` at the mapping. */
async function requireTeams({ teams }: Deps, { groups }: Provider): Promise<void> {
  const known = new Set((await teams.list(null)).map(({ name }) => name));
  const missing = Object.values(groups).find((team) => !known.has(team));
  if (missing !== undefined) throw invalid('groups', `there is no team ${missing}`);
}

/** Removes a provider: nobody comes in by it any more; who came by it stays signed in until their session ends. */
export async function removeProvider(deps: Deps, request: TeamRequest, { name }: { name: string }): Promise<void> {
  requireSession(request.actor);
  await recorded(deps.audit, { ...request, action: 'teams.removeProvider', target: { provider: name } }, async () => {
    await requireMayName(deps, request);
    if (!(await deps.providers.remove(name))) throw new DomainError({ kind: 'not-found', what: 'provider', name });
  });
}
