const text = { type: 'string' };
const texts = { type: 'array', items: text };
const words = { type: 'object', additionalProperties: text };
const time = { type: 'string', format: 'date-time' };
const open = { type: 'array', items: { 'x-kubernetes-preserve-unknown-fields': true } };

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/ */
export const OBJECT_META = {
  type: 'object',
  description: 'Standard metadata. Of it the hub keeps name, labels and annotations.',
  properties: {
    name: { ...text, description: 'An RFC 1123 label; that of an Override is <application>.<rule>.' },
    ...{ generateName: text, namespace: text, uid: text, resourceVersion: text, selfLink: text, clusterName: text },
    generation: { type: 'integer', format: 'int64', description: 'The revision.' },
    ...{ creationTimestamp: time, deletionTimestamp: time },
    deletionGracePeriodSeconds: { type: 'integer', format: 'int64' },
    ...{ labels: words, annotations: words, finalizers: texts, ownerReferences: open, managedFields: open },
  },
};
