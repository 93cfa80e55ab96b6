import { keepTokens } from '~/server/clusters/watch/keep-tokens';
import type { Wiring } from '~/server/wiring';
import type { Publish } from './watches';

/** Begins to renew the tokens that the hub has minted for itself in the members that this process leases. */
export function keepCredentials(wiring: Wiring, publish: Publish): { stop(): Promise<void> } {
  const { processId: holder, clusters, log } = wiring;
  return keepTokens({
    ...{ ...clusters, holder, jitter: Math.random },
    changed: (cluster) => publish('clusters', cluster),
    onTrouble: (detail, error) => log.warn({ err: error }, detail),
  });
}
