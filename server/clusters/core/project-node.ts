import { json as fields, list, text, textOrNull } from '~/server/kernel/json';
import { bytes, milliCores } from '~/server/kernel/quantity';
import type { KubeObject } from '~/server/kube/member';
import { judgeNode } from './judge-node';
import { count, instant, labelsOf } from './read-object';

/** Where a node may carry its place besides the well-known labels. */
export type PlaceAnnotations = { region: string; zone: string };

const LABELS = {
  region: ['topology.kubernetes.io/region', 'failure-domain.beta.kubernetes.io/region'],
  zone: ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'],
};
const ROLE = 'node-role.kubernetes.io/';

/** What pages and decisions need of a node; a pure function of the object. */
export function projectNode(node: KubeObject, annotationKeys: PlaceAnnotations) {
  const { metadata } = node;
  const [spec, status] = [fields(node['spec']), fields(node['status'])];
  const labels = labelsOf(metadata.labels);
  const capacity = fields(status['capacity']);
  const place = (field: 'region' | 'zone') =>
    textOrNull(
      LABELS[field].map((key) => labels[key]).find(Boolean) ?? metadata.annotations?.[annotationKeys[field]],
    )?.slice(0, 63) ?? null;
  return {
    name: metadata.name,
    uid: metadata.uid ?? '',
    region: place('region'),
    zone: place('zone'),
    ...judgeNode(node),
    unschedulable: spec['unschedulable'] === true,
    roles: rolesOf(labels),
    version: text(fields(status['nodeInfo'])['kubeletVersion']),
    cpu_millis: milliCores(capacity['cpu']),
    memory_bytes: bytes(capacity['memory']),
    ...allocatable(fields(status['allocatable']), capacity),
    pod_capacity: count(Number(capacity['pods'])),
    taints: list(spec['taints']).map(taintText),
    labels,
    created_at: instant(metadata.creationTimestamp),
  };
}

/** What pods may ask for; the whole capacity where the kubelet says nothing else. */
const allocatable = (said: Record<string, unknown>, capacity: Record<string, unknown>) => ({
  allocatable_cpu_millis: milliCores(said['cpu'] ?? capacity['cpu']),
  allocatable_memory_bytes: bytes(said['memory'] ?? capacity['memory']),
});

/** The node's cloud, from `spec.providerID` (`aws:///eu-central-1a/i-0abc`). */
export function providerOf(node: KubeObject): string | null {
  return /^([a-z][a-z0-9.-]*):\/\//.exec(text(fields(node['spec'])['providerID']))?.[1] ?? null;
}

const rolesOf = (labels: Record<string, string>) =>
  Object.keys(labels)
    .filter((key) => key.startsWith(ROLE))
    .map((key) => key.slice(ROLE.length))
    .filter((role) => role !== '')
    .sort();

function taintText(taint: unknown): string {
  const { key, value, effect } = fields(taint);
  return `${text(key)}${text(value) ? `=${text(value)}` : ''}:${text(effect)}`;
}
