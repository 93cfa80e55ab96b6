import { at, isJson, list, text } from '~/server/kernel/json';

export const NEW_TEMPLATES = ['Deployment', 'Service', 'ConfigMap', 'Namespace'] as const;
export type NewTemplate = (typeof NEW_TEMPLATES)[number];

/** A template to begin with: named like the application, in the namespace of the first one that has any. */
export function newTemplate(kind: NewTemplate, document: unknown): object {
  const templates = list(at(document, 'spec', 'templates')).filter(isJson);
  const namespace =
    templates.map((one) => text(at(one, 'metadata', 'namespace'))).find((one) => one !== '') ?? 'default';
  if (kind === 'Namespace') return { apiVersion: 'v1', kind, metadata: { name: namespace } };
  const taken = new Set(
    templates.filter((one) => one['kind'] === kind).map((one) => text(at(one, 'metadata', 'name'))),
  );
  const name = freeName(text(at(document, 'metadata', 'name')) || 'web', taken);
  const metadata = { name, namespace };
  const labels = { app: name };
  if (kind === 'ConfigMap') return { apiVersion: 'v1', kind, metadata, data: { key: 'value' } };
  if (kind === 'Service')
    return { apiVersion: 'v1', kind, metadata, spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] } };
  return {
    ...{ apiVersion: 'apps/v1', kind, metadata: { ...metadata, labels } },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [{ name: 'app', image: 'nginx:1.27', resources: { requests: { cpu: '100m', memory: '64Mi' } } }],
        },
      },
    },
  };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const one = count === 1 ? name : `${name}-${count}`;
    if (!taken.has(one)) return one;
  }
}
