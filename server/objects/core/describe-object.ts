import { at, isJson, type Json, json, list, text, textOrNull, whole } from '~/server/kernel/json';
import type { Condition, ObjectView } from '../model/view';

type Described = Pick<
  ObjectView,
  'conditions' | 'replicas' | 'paused' | 'images' | 'ports' | 'unschedulable' | 'owners' | 'finalizers'
>;

/** What a page says of any object beside its text, read from the fields that kinds have in common. */
export function describeObject(object: Json): Described {
  const spec = json(object['spec']);
  const metadata = json(object['metadata']);
  return {
    conditions: list(at(object, 'status', 'conditions'))
      .filter(isJson)
      .map(conditionOf),
    replicas: replicasOf(object),
    paused: spec['paused'] === true || spec['suspend'] === true,
    images: containersOf(object).map((container) => ({
      container: text(container['name']),
      image: text(container['image']),
    })),
    ports: portsOf(object),
    unschedulable: object['kind'] === 'Node' ? spec['unschedulable'] === true : null,
    owners: list(metadata['ownerReferences'])
      .filter(isJson)
      .map((owner) => ({
        apiVersion: text(owner['apiVersion']),
        kind: text(owner['kind']),
        name: text(owner['name']),
        uid: text(owner['uid']),
      })),
    finalizers: list(metadata['finalizers']).map(text),
  };
}

const conditionOf = (condition: Json): Condition => ({
  type: text(condition['type']),
  status: text(condition['status']),
  reason: text(condition['reason']),
  message: text(condition['message']),
  at: textOrNull(condition['lastTransitionTime']),
});

/** Deployments and StatefulSets count replicas, DaemonSets nodes; others have no such numbers. */
function replicasOf({ spec, status, kind }: Json): ObjectView['replicas'] {
  const { desiredNumberScheduled, numberReady, updatedNumberScheduled, numberAvailable } = json(status);
  if (kind === 'DaemonSet') {
    const [desired, ready] = [whole(desiredNumberScheduled), whole(numberReady)];
    return { desired, ready, updated: whole(updatedNumberScheduled), available: whole(numberAvailable) };
  }
  const wanted = json(spec)['replicas'];
  if (typeof wanted !== 'number') return null;
  const { readyReplicas, updatedReplicas, availableReplicas } = json(status);
  const [ready, updated] = [whole(readyReplicas), whole(updatedReplicas)];
  return { desired: whole(wanted), ready, updated, available: whole(availableReplicas, ready) };
}

/** UDP and SCTP are not forwarded: https://kubernetes.io/docs/tasks/access-application-cluster/port-forward-access-application-cluster/ */
function portsOf(object: Json): ObjectView['ports'] {
  const ofContainers = containersOf(object).flatMap((container) => list(container['ports']));
  const all = object['kind'] === 'Service' ? list(at(object, 'spec', 'ports')) : ofContainers;
  return all
    .filter(isJson)
    .filter(({ protocol }) => protocol === undefined || protocol === 'TCP')
    .map((one) => ({ name: text(one['name']), port: whole(one['containerPort'] ?? one['port']) }))
    .filter(({ port }) => port > 0);
}

/** The pod's own containers, or those of the template of a workload. */
export function containersOf(object: Json): Json[] {
  const spec = json(object['spec']);
  const pod = [at(spec, 'jobTemplate', 'spec', 'template', 'spec'), at(spec, 'template', 'spec'), spec].find(isJson);
  return [...list(json(pod)['initContainers']), ...list(json(pod)['containers'])].filter(isJson);
}
