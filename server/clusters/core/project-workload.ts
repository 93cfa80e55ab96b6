import { json as fields, list, text } from '~/server/kernel/json';
import type { KubeObject } from '~/server/kube/member';
import type { WorkloadKind } from '../model/inventory';
import { judgeWorkload } from './judge-workload';
import { podRequests } from './pod-requests';
import { instant, labelsOf } from './read-object';

/** What pages and decisions need of a Deployment, StatefulSet, DaemonSet, Job or CronJob. */
export function projectWorkload(object: KubeObject, kind: WorkloadKind) {
  const { metadata } = object;
  const spec = fields(object['spec']);
  return {
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    uid: metadata.uid ?? '',
    ...judgeWorkload(object, kind),
    images: imagesOf(podOf(spec, kind)),
    ...podRequests(podOf(spec, kind)),
    labels: labelsOf(metadata.labels),
    created_at: instant(metadata.creationTimestamp),
  };
}

type Fields = Record<string, unknown>;

function podOf(spec: Fields, kind: WorkloadKind): Fields {
  const holder = kind === 'CronJob' ? fields(fields(spec['jobTemplate'])['spec']) : spec;
  return fields(fields(holder['template'])['spec']);
}

function imagesOf(pod: Fields): string[] {
  const containers = [...list(pod['initContainers']), ...list(pod['containers'])];
  return [...new Set(containers.map((container) => text(fields(container)['image'])).filter((image) => image !== ''))];
}
