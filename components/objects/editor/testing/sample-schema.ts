import type { Schema } from '../schema-at';

/** A small Deployment as a member's OpenAPI describes it. */
export const DEPLOYMENT: Schema = {
  root: 'Deployment',
  definitions: {
    Deployment: {
      type: 'object',
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: { ref: 'ObjectMeta' },
        spec: { ref: 'Spec', description: 'What is wanted.' },
        status: { type: 'object' },
      },
    },
    ObjectMeta: {
      type: 'object',
      properties: {
        name: { type: 'string' },
        labels: { type: 'object', values: { type: 'string' } },
      },
    },
    Spec: {
      type: 'object',
      required: ['template'],
      properties: {
        replicas: { type: 'integer', description: 'Number of desired pods.' },
        paused: { type: 'boolean' },
        strategy: { type: 'string', enum: ['Recreate', 'RollingUpdate'] },
        template: { ref: 'Pod' },
      },
    },
    Pod: {
      type: 'object',
      properties: {
        containers: { type: 'array', items: { ref: 'Container' } },
        volumes: { type: 'array', items: { type: 'object', open: true } },
      },
    },
    Container: {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string' },
        image: { type: 'string' },
        args: { type: 'array', items: { type: 'string' } },
        port: { ref: 'io.k8s.apimachinery.pkg.util.intstr.IntOrString' },
        cpu: { ref: 'io.k8s.apimachinery.pkg.api.resource.Quantity' },
      },
    },
    'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: 'string' },
    'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: 'string' },
  },
};
