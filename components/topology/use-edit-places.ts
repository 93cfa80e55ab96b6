'use client';
import type { EditTarget, PlaceEdit } from '~/server/topology/model/places';
import { useTRPCClient } from '../trpc/client';
import { useWriteSteps } from '../trpc/use-write-steps';

/** The steps of an edit of places. Apply sends back what the preview showed, so a later change is noticed. */
export function useEditPlaces(targets: EditTarget[]) {
  const api = useTRPCClient();
  return useWriteSteps({
    plan: async (edit: PlaceEdit) => (await api.topology.previewEdit.mutate({ targets, edit })).items,
    write: (edit, changing, reason) =>
      api.topology.editPlaces.mutate({
        targets: changing.map(({ target }) => target),
        expected: changing.map(({ target, changes }) => ({ target, changes })),
        edit,
        reason,
      }),
  });
}
