'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../trpc/client';

/** The whole text of a recording, read part by part. */
export function useCastText(id: string) {
  const trpc = useTRPC();
  const client = useQueryClient();
  return useQuery({
    queryKey: ['cast', id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      let text = '';
      for (let from: number | null = 0; from !== null; ) {
        const options = trpc.audit.recordingPart.queryOptions({ id, from });
        const part: { lines: string; next: number | null } = await client.fetchQuery(options);
        text += part.lines;
        from = part.next;
      }
      return text;
    },
  });
}
