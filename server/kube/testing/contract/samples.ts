export const configMaps = { group: '', version: 'v1', plural: 'configmaps' };
export const secrets = { group: '', version: 'v1', plural: 'secrets' };
export const namespaces = { group: '', version: 'v1', plural: 'namespaces' };
export const nodes = { group: '', version: 'v1', plural: 'nodes' };
export const deployments = { group: 'apps', version: 'v1', plural: 'deployments' };
export const pods = { group: '', version: 'v1', plural: 'pods' };

export const configMap = (name: string, data: Record<string, string> = {}, labels: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, labels },
  data,
});

export const secret = (name: string, labels: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, labels },
});

/** One container for each name in `images`. */
export const deployment = (name: string, images: Record<string, string> = { app: 'a:1' }) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: Object.entries(images).map(([container, image]) => ({ name: container, image })) },
    },
  },
});

/** A pod that its node's kubelet need not end, because it ends at once. */
export const pod = (name: string, node: string, more: object = {}, labels: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels, ...more },
  spec: { nodeName: node, terminationGracePeriodSeconds: 0, containers: [{ name: 'app', image: 'a:1' }] },
});
