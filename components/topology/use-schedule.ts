import type { ObjectRef } from '~/server/objects/model/ref';
import type { SchedulingEdit } from '~/server/topology/model/scheduling';
import { useTRPCClient } from '../trpc/client';
import { useWriteSteps } from '../trpc/use-write-steps';

/** The steps of a change of scheduling; its preview also tells where pods would go. */
export function useSchedule(targets: ObjectRef[]) {
  const api = useTRPCClient();
  return useWriteSteps({
    plan: (edit: SchedulingEdit) => api.topology.previewScheduling.mutate({ targets, edit }),
    write: (edit, changing, reason) =>
      api.topology.schedule.mutate({ targets: changing.map(({ target }) => target), edit, reason }),
  });
}
