import { badRequest, conflict } from '~/server/simulator/api/api-error';
import { digList, digObject, digText, timestamp } from '~/server/simulator/api/object';
import type { Stored } from '~/server/simulator/api/store';
import type { Target, Writer } from '~/server/simulator/api/write/writer';

/** What a scheduler of one's own does: gives a pod its node. Throws 409 when it has one already. */
export function bindPod(writer: Writer, { kind, name }: Target, current: Stored, body: unknown): void {
  const node = digText(body, 'target', 'name') ?? '';
  if (node === '') throw badRequest('Binding target name is required');
  const pod = current.object();
  const before = digText(pod, 'spec', 'nodeName');
  if (before)
    throw conflict(
      { group: kind.group, plural: 'pods/binding' },
      name,
      `pod ${name} is already assigned to node "${before}"`,
    );
  const status = digObject(pod, 'status') ?? {};
  const scheduled = {
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: timestamp(writer.now),
  };
  const others = digList(status, 'conditions').filter(({ type }) => type !== 'PodScheduled');
  if (writer.dryRun) return;
  writer.store.put('/pods', {
    ...pod,
    spec: { ...digObject(pod, 'spec'), nodeName: node },
    status: { ...status, conditions: [...others, scheduled] },
  });
}
