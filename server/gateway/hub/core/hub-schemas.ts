import { z } from 'zod';
import { ApplicationSpec } from '~/server/federation/model/application';
import { OverrideRule } from '~/server/federation/model/override';
import { ClusterTaint, Placement } from '~/server/federation/model/placement';
import { describeField } from './field-words';
import { GROUP, HUB_KINDS, type HubKind, VERSION } from './kinds';
import { OBJECT_META } from './object-meta';
import { type Structural, structural } from './structural';

const word = z.string();
const ClusterSpec = z.object({
  ...{ environment: word.optional(), provider: word.optional(), region: word.optional(), zone: word.optional() },
  taints: z.array(ClusterTaint).optional(),
});

const SPECS: Record<HubKind['kind'], z.ZodType> = {
  Application: ApplicationSpec.extend({ team: word.optional() }),
  Placement,
  // its name says it already
  Override: OverrideRule.partial({ name: true }),
  Cluster: ClusterSpec,
};

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

export const schemaName = ({ kind }: HubKind): string => `dev.portolan.${VERSION}.${kind}`;
export const gvkOf = ({ kind }: HubKind) => ({ group: GROUP, version: VERSION, kind });

/** The types of all kinds by the names under which they are published; `refer` is how a document points to one. */
export function hubSchemas(refer: (name: string) => string): Record<string, unknown> {
  const kinds = HUB_KINDS.map((one) => [schemaName(one), schemaOf(one, refer)] as const);
  return Object.fromEntries([[META, OBJECT_META], ...kinds]);
}

function schemaOf(one: HubKind, refer: (name: string) => string) {
  const words = describeField(one.kind);
  const spec: Structural = structural(
    z.toJSONSchema(SPECS[one.kind], { io: 'input', unrepresentable: 'any' }),
    (path) => words(path === '' ? 'spec' : `spec.${path}`),
  );
  const status = { type: 'object', description: words('status'), 'x-kubernetes-preserve-unknown-fields': true };
  return {
    ...{ type: 'object', description: words(''), required: ['spec'] },
    properties: {
      ...{ apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { $ref: refer(META) }, spec },
      ...(one.kind === 'Application' || one.kind === 'Cluster' ? { status } : {}),
    },
    'x-kubernetes-group-version-kind': [gvkOf(one)],
  };
}
