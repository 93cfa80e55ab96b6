'use client';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { RecordingDetail, RecordingPart } from '~/server/audit/model/recording';
import { useTRPC } from '../../trpc/client';

/** The whole text of a recording, read part by part; of a session that runs, what is new is read on. */
export function useCastText({ id, chunks }: Pick<RecordingDetail, 'id' | 'chunks'>) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const read = useRef({ text: '', next: 0 });
  return useQuery({
    queryKey: ['cast', id, chunks],
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: async () => {
      for (let isEnd = false; !isEnd; ) {
        const options = trpc.audit.recordingPart.queryOptions({ id, from: read.current.next });
        const part: RecordingPart = await client.fetchQuery({ ...options, staleTime: 0 });
        read.current = { text: read.current.text + part.lines, next: part.next };
        isEnd = part.isEnd;
      }
      return read.current.text;
    },
  });
}
