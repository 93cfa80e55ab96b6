/** What is brought to members: Deployments of the size that people write, each with a ConfigMap's worth of settings. */
export const deployment = (name: string, revision: string) => ({
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'default', labels: { app: name } } },
  spec: {
    ...{ replicas: 2, selector: { matchLabels: { app: name } } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [
          {
            ...{ name: 'web', image: `registry.example.com/shop/web:${revision}`, ports: [{ containerPort: 8080 }] },
            env: Array.from({ length: 10 }, (_, at) => ({
              name: `SETTING_${at}`,
              value: `value ${at} of ${revision}`,
            })),
            resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
          },
        ],
      },
    },
  },
});

export const deployments = (count: number, prefix: string, revision: string) =>
  Array.from({ length: count }, (_, at) => deployment(`${prefix}-${at}`, revision));
