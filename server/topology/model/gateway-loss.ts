import { z } from 'zod';
import { Gap } from '~/server/clusters/model/inventory';

/** What takes traffic into a cluster besides a LoadBalancer service; `IstioGateway` is networking.istio.io's. */
export const GATEWAY_KINDS = ['Gateway', 'IstioGateway', 'Ingress'] as const;

/**
 * `gone`: no ready pod that serves it remains. `stays`: pods in `servedIn` still do. `unknown`: nodes of its cluster are lost,
 * and which pods serve it is not known.
 */
export const GATEWAY_FATES = ['gone', 'unknown', 'stays'] as const;

export const LostGateway = z.object({
  kind: z.enum(GATEWAY_KINDS),
  cluster: z.string(),
  namespace: z.string(),
  name: z.string(),
  className: z.string(),
  addresses: z.array(z.string()),
  fate: z.enum(GATEWAY_FATES),
  servedIn: z.array(z.string()),
  /** Addresses that the same gateway keeps in other clusters. */
  elsewhere: z.int(),
});
export type LostGateway = z.infer<typeof LostGateway>;

export const GatewayLoss = z.object({
  gateways: z.array(LostGateway),
  /** Members that did not answer, or not about every kind. */
  gaps: z.array(Gap),
  /** Members that were not asked, because the question reaches so many at most. */
  unasked: z.int(),
});
export type GatewayLoss = z.infer<typeof GatewayLoss>;
