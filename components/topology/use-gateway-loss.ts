import { useQuery } from '@tanstack/react-query';
import type { Scope } from '~/server/clusters/model/scope';
import { useScope } from '../shell/use-scope';
import { useTRPC } from '../trpc/client';
import { isNothing } from './use-loss';

/** Each look asks members themselves, so an answer serves a minute, whatever changes meanwhile. */
const FRESH_MS = 60_000;

/** What becomes of gateways and ingresses; asked apart from the loss, which needs nobody's answer. */
export function useGatewayLoss(lost: Scope) {
  const trpc = useTRPC();
  const { scope } = useScope();
  const options = trpc.topology.gatewayLoss.queryOptions({ lost, ...(scope ? { scope } : {}) });
  return useQuery({ ...options, enabled: !isNothing(lost), staleTime: FRESH_MS });
}
