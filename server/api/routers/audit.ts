import { z } from 'zod';
import { verifyChain } from '~/server/audit/core/verify-chain';
import { exportRecords } from '~/server/audit/export-records';
import { ChainReport, NotedPoint } from '~/server/audit/model/chain';
import { ExportInput, RecordDetail, RecordListInput, RecordPage } from '~/server/audit/model/record';
import { StreamState } from '~/server/audit/model/stream';
import { readRecord } from '~/server/audit/read-record';
import { streamOf } from '../streamed';
import { fleetProcedure, router, sightProcedure } from '../trpc';
import { Nothing, withEventId } from './request';

export const auditRouter = router({
  list: sightProcedure('audit.list', RecordListInput)
    .output(RecordPage)
    .query(({ ctx, input }) => withEventId(ctx, () => ctx.wiring.record.list(ctx.sight, input))),
  get: sightProcedure('audit.get', z.strictObject({ id: z.uuid() }))
    .output(RecordDetail)
    .query(({ ctx, input }) => readRecord(ctx.wiring.record, ctx.sight, input.id)),
  export: sightProcedure('audit.export', ExportInput)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => exportRecords(ctx.wiring.record, ctx.sight, input)),
  stream: fleetProcedure('audit.stream', Nothing)
    .output(StreamState)
    .query(async ({ ctx }) => {
      const { stream } = ctx.wiring.env;
      const state = await ctx.wiring.record.state(stream?.receiver ?? '');
      return { receiver: stream?.receiver.split(' ')[0] ?? null, ...state };
    }),
  verify: fleetProcedure('audit.verify', z.strictObject({ noted: NotedPoint.optional() }))
    .output(ChainReport)
    .query(async ({ ctx, input }) => verifyChain(await ctx.wiring.record.chain(), input.noted)),
});
