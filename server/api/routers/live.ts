import { tracked } from '@trpc/server';
import { z } from 'zod';
import { procedureFor, router } from '../trpc';

const From = z.strictObject({ lastEventId: z.string().max(100).nullish() });

export const liveRouter = router({
  /** Batches of what changed since `lastEventId`; `resync` says that everything must be read again. */
  changes: procedureFor('live.changes')
    .input(From)
    .subscription(async function* ({ ctx, input, signal }) {
      const stop = signal ?? new AbortController().signal;
      for await (const batch of ctx.wiring.live.subscribe(input.lastEventId ?? undefined, stop)) {
        yield tracked(batch.id, batch);
      }
    }),
});
