import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ComparedCluster, CompareInput } from '~/server/objects/model/comparison';
import { useTRPCClient } from '../../trpc/client';
import { drawStream } from '../../trpc/draw-stream';

/** One object in many clusters; `data` grows with every cluster that answers, until `isFetching` ends. Asked anew by each look. */
export function useComparison(input: CompareInput | undefined) {
  const api = useTRPCClient();
  const client = useQueryClient();
  const queryKey = ['objects.compare', input];
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const stream = await api.objects.compare.mutate(input as CompareInput, { signal });
      let seen: ComparedCluster[] = [];
      await drawStream(stream, (answers) => {
        seen = answers;
        if (!signal.aborted) client.setQueryData(queryKey, answers);
      });
      return seen;
    },
    enabled: input !== undefined,
    gcTime: 0,
  });
}
