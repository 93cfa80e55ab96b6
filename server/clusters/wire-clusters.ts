import type { Database } from '~/server/db/client';
import type { Sealer } from '~/server/db/seal';
import type { Env } from '~/server/env';
import type { Yaml } from '~/server/yaml/model';
import { kubeMembers, type MembersOptions } from './kube/members';
import { kubeTokenEndpoint } from './kube/token-endpoint';
import type { MintedTokens, TokenEndpoint } from './ports';
import type { RegistryDeps } from './register-cluster';
import { postgresMintedTokens } from './store/minted-tokens';

export type ClusterDeps = RegistryDeps & { tokens: MintedTokens; endpoint: TokenEndpoint };

type ClustersGround = { env: Pick<Env, 'placeAnnotations'>; database: Database; sealer: Sealer; yaml: Yaml };

/** What the use cases of the registry need; `visit` opens a short connection to a member. */
export function wireClusters(
  { env: { placeAnnotations }, database, sealer, yaml }: ClustersGround,
  visit: MembersOptions['connect'],
  needed: Omit<RegistryDeps, 'members'>,
): ClusterDeps {
  return {
    ...needed,
    members: kubeMembers({ connect: visit, placeAnnotations, clock: needed.clock, yaml }),
    tokens: postgresMintedTokens(database, sealer),
    endpoint: kubeTokenEndpoint(visit),
  };
}
