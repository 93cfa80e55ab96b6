import { dig, digList, digText, type KubeObject } from '~/server/simulator/api/object';
import { AGE, type Column, column, NAME, text, wide } from './column';

export const POD_COLUMNS: readonly Column[] = [
  NAME,
  column('Ready', (pod) => {
    const ready = digList(pod, 'status', 'containerStatuses').filter((status) => status['ready'] === true).length;
    return `${ready}/${digList(pod, 'spec', 'containers').length}`;
  }),
  column('Status', podStatus),
  column(
    'Restarts',
    (pod) =>
      digList(pod, 'status', 'containerStatuses').reduce((sum, status) => sum + Number(status['restartCount'] ?? 0), 0),
    'integer',
  ),
  AGE,
  wide('IP', (pod) => text(pod, 'status.podIP', '<none>')),
  wide('Node', (pod) => text(pod, 'spec.nodeName', '<none>')),
  wide('Nominated Node', (pod) => text(pod, 'status.nominatedNodeName', '<none>')),
  wide('Readiness Gates', (pod) => readinessGates(pod)),
];

/** What kubectl shows as a pod's status: the first reason that a container gives, or the phase. */
function podStatus(pod: KubeObject): string {
  if (pod.metadata.deletionTimestamp) return 'Terminating';
  const statuses = [...digList(pod, 'status', 'initContainerStatuses'), ...digList(pod, 'status', 'containerStatuses')];
  for (const status of statuses) {
    const reason = digText(status, 'state', 'waiting', 'reason') ?? digText(status, 'state', 'terminated', 'reason');
    if (reason && !(reason === 'Completed' && dig(pod, 'status', 'phase') === 'Running')) return reason;
  }
  return text(pod, 'status.reason') || text(pod, 'status.phase', 'Unknown');
}

function readinessGates(pod: KubeObject): string {
  const gates = digList(pod, 'spec', 'readinessGates');
  if (gates.length === 0) return '<none>';
  const conditions = digList(pod, 'status', 'conditions');
  const met = gates.filter((gate) =>
    conditions.some(({ type, status }) => type === gate['conditionType'] && status === 'True'),
  );
  return `${met.length}/${gates.length}`;
}
