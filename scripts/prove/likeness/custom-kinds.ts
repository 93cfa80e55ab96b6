/** A structural schema with a default, an enum, a list by keys, a set and an open part. */
const SPEC = {
  size: { type: 'integer', minimum: 0, maximum: 10 },
  colour: { type: 'string', enum: ['red', 'green', 'blue'], default: 'red' },
  parts: {
    type: 'array',
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['name'],
    items: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, weight: { type: 'integer', default: 1 } },
    },
  },
  tags: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
  free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
};

const definition = (kind: string, plural: string, properties: object) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.prove.portolan.dev` },
  spec: {
    group: 'prove.portolan.dev',
    scope: 'Namespaced',
    names: { plural, singular: kind.toLowerCase(), kind, listKind: `${kind}List` },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {}, scale: { specReplicasPath: '.spec.size', statusReplicasPath: '.status.size' } },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: { type: 'object', properties },
              status: { type: 'object', properties: { size: { type: 'integer' }, phase: { type: 'string' } } },
            },
          },
        },
      },
    ],
  },
});

/** The custom kinds of the proof. Gadgets have a number or text, which a server of 1.20 cannot merge by its schema. */
export const CUSTOM_KINDS = [
  definition('Widget', 'widgets', SPEC),
  definition('Gadget', 'gadgets', { ...SPEC, target: { 'x-kubernetes-int-or-string': true } }),
];
