export const configMaps = { group: '', version: 'v1', plural: 'configmaps' };
export const deployments = { group: 'apps', version: 'v1', plural: 'deployments' };
export const pods = { group: '', version: 'v1', plural: 'pods' };
export const nodes = { group: '', version: 'v1', plural: 'nodes' };

export const configMap = (name: string, data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

export const deployment = (name: string, image = 'a:1') => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'app', image }] } },
  },
});

/** A pod that its node's kubelet need not end, because it ends at once. */
export const pod = (name: string, node: string, more: object = {}, labels: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels, ...more },
  spec: { nodeName: node, terminationGracePeriodSeconds: 0, containers: [{ name: 'app', image: 'a:1' }] },
});
