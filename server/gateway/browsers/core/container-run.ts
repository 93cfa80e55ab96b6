import { at, list, text } from '~/server/kernel/json';

/** A container as its pod's status has it: how often it began anew, since when it runs (null: it does not), and whether it will never run again. */
export type ContainerRun = { restarts: number; startedAt: string | null; isOver: boolean };

/** Undefined for one that the status does not name (yet). https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/ */
export function containerRun(pod: unknown, container: string): ContainerRun | undefined {
  const of = (field: string) => list(at(pod, 'status', field)).find((status) => text(at(status, 'name')) === container);
  const [init, main] = [of('initContainerStatuses'), of('containerStatuses')];
  const status = main ?? init;
  if (status === undefined) return undefined;
  const restarts = Number(at(status, 'restartCount') ?? 0);
  const startedAt = text(at(status, 'state', 'running', 'startedAt')) || null;
  const hasDone = main === undefined && at(status, 'state', 'terminated', 'exitCode') === 0;
  const isPodOver = ['Succeeded', 'Failed'].includes(text(at(pod, 'status', 'phase')));
  return { restarts, startedAt, isOver: isPodOver || hasDone };
}
