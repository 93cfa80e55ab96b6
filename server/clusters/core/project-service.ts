import { json as fields, list, text, textOrNull } from '~/server/kernel/json';
import type { KubeObject } from '~/server/kube/member';
import { count, instant, labelsOf } from './read-object';

/** A service with the addresses that the outside may reach it at. */
export function projectService(object: KubeObject) {
  const { metadata } = object;
  const spec = fields(object['spec']);
  const ingress = list(fields(fields(object['status'])['loadBalancer'])['ingress']).map(fields);
  const outside = ingress.map((entry) => text(entry['ip']) || text(entry['hostname']));
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    uid: metadata.uid ?? '',
    type: text(spec['type']) || 'ClusterIP',
    cluster_ip: textOrNull(spec['clusterIP']),
    addresses: [...outside, ...list(spec['externalIPs']).map(text), text(spec['externalName'])].filter(
      (address) => address !== '',
    ),
    ports: list(spec['ports']).map(portText),
    labels: labelsOf(metadata.labels),
    created_at: instant(metadata.creationTimestamp),
  };
}

function portText(port: unknown): string {
  const { name, port: number, protocol } = fields(port);
  return `${text(name) ? `${text(name)}:` : ''}${count(number)}/${text(protocol) || 'TCP'}`;
}
