import type { AuditTrail } from '~/server/audit/ports';
import { recorded } from '~/server/audit/recorded';
import type { Clock } from '~/server/kernel/clock';
import type { TeamRequest } from './give';
import type { ProviderHealth, ProviderTest } from './model/provider';
import type { OidcClient, ProviderStore } from './ports';

type Deps = { providers: ProviderStore; oidc: OidcClient; audit: AuditTrail; clock: Clock };

/** Asks a provider who it is, kept or not yet: an answer that is none is told, not thrown. On record, with what it came to. */
export async function testProvider(deps: Deps, request: TeamRequest, tried: ProviderTest): Promise<ProviderHealth> {
  const target = { provider: tried.name ?? 'new', issuer: tried.issuer };
  return recorded(
    deps.audit,
    { ...request, action: 'teams.testProvider', target },
    async () => {
      const health = { ...(await deps.oidc.look(tried)), at: deps.clock.now().toISOString() };
      if (tried.name !== undefined) await deps.providers.note(tried, health);
      return health;
    },
    ({ state, detail }) => ({ outcome: state === 'ok' ? 'applied' : 'refused', detail: { state, detail } }),
  );
}
