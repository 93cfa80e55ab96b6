import type { Env } from '~/server/env';
import { ProviderInput } from '~/server/teams/model/provider';
import type { ProviderStore } from '~/server/teams/ports';

const NAME = 'sso';

/** Keeps the identity provider of the environment, which may have changed; what the console says of its groups stays. */
export async function nameProvider(providers: ProviderStore, given: Env['oidc']): Promise<void> {
  if (!given) return;
  const { clientSecret, ...told } = given;
  const known = await providers.find(NAME);
  const {
    hasSecret: _hasSecret,
    id: _id,
    secret: _secret,
    health: _health,
    ...kept
  } = known ?? { hasSecret: false, id: '', secret: undefined, health: null };
  const secret = clientSecret ? { clientSecret: clientSecret.reveal() } : {};
  await providers.save(ProviderInput.parse({ ...kept, name: NAME, ...told, ...secret }));
}
