import { podRequests } from '~/server/clusters/core/pod-requests';
import { at, json } from '~/server/kernel/json';
import type { ReadTemplate } from './core/read-templates';
import { mainOf, replicasOf } from './core/share-replicas';
import type { Demand } from './model/candidate';

/** What is placed of an application: the replicas of its main workload, and what each of them asks of a node. */
export function findDemand(application: string, templates: readonly ReadTemplate[]): Demand {
  const main = mainOf(templates);
  const { cpu_request_millis: cpuMillis, memory_request_bytes: memoryBytes } = podRequests(
    json(at(main?.object, 'spec', 'template', 'spec')),
  );
  return { application, replicas: main ? replicasOf(main) : null, each: { cpuMillis, memoryBytes } };
}
