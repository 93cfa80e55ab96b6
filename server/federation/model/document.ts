import { z } from 'zod';
import { Annotations, Labels } from '~/server/clusters/model/names';
import { ApplicationName, ApplicationSpec } from './application';

export const API_GROUP = 'portolan.dev';
export const API_VERSION = `${API_GROUP}/v1alpha1`;

/** The name of a team, or null for what is the fleet's. */
const OwningTeam = z.string().min(1).max(63).nullable().default(null);

/**
 * An application as Kubernetes writes objects. What a server writes into metadata and status is read over, so that what was
 * exported can be saved again.
 */
export const ApplicationDocument = z.strictObject({
  apiVersion: z.literal(API_VERSION),
  kind: z.literal('Application'),
  metadata: z.object({
    name: ApplicationName,
    labels: Labels.optional(),
    annotations: Annotations.optional(),
  }),
  spec: ApplicationSpec.extend({ team: OwningTeam }),
  status: z.unknown().optional(),
});
export type ApplicationDocument = z.infer<typeof ApplicationDocument>;
