import { z } from 'zod';
import { verifyChain } from '~/server/audit/core/verify-chain';
import { exportRecords } from '~/server/audit/export-records';
import { ChainReport, NotedPoint } from '~/server/audit/model/chain';
import { ExportInput, RecordDetail, RecordListInput, RecordPage } from '~/server/audit/model/record';
import {
  RecordingDetail,
  RecordingListInput,
  RecordingPage,
  RecordingPart,
  SessionPolicy,
} from '~/server/audit/model/recording';
import { StreamState } from '~/server/audit/model/stream';
import { readRecord } from '~/server/audit/read-record';
import { readRecording, readRecordingPart } from '~/server/audit/read-recording';
import { savePolicy } from '~/server/audit/save-policy';
import { TransferState } from '~/server/objects/model/transfer';
import { streamOf } from '../streamed';
import { fleetProcedure, router, selfProcedure, sightProcedure } from '../trpc';
import { DONE, Done, Nothing, requestOf, withEventId } from './request';

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
  recordings: sightProcedure('audit.recordings', RecordingListInput)
    .output(RecordingPage)
    .query(({ ctx, input }) => withEventId(ctx, () => ctx.wiring.recordings.list(ctx.sight, input))),
  recording: sightProcedure('audit.recording', z.strictObject({ id: z.uuid() }))
    .output(RecordingDetail)
    .query(({ ctx, input }) => readRecording(ctx.wiring, ctx, input.id)),
  recordingPart: sightProcedure('audit.recordingPart', z.strictObject({ id: z.uuid(), from: z.int().min(0) }))
    .output(RecordingPart)
    .query(({ ctx, input }) => readRecordingPart(ctx.wiring, ctx.sight, input.id, input.from)),
  transfer: selfProcedure('audit.transfer', z.strictObject({ request: z.uuid() }))
    .output(TransferState)
    .query(({ ctx, input }) => ctx.wiring.record.transfer(ctx.actor.id, input.request)),
  policies: fleetProcedure('audit.policies', Nothing)
    .output(z.array(SessionPolicy))
    .query(({ ctx }) => ctx.wiring.policies.list()),
  savePolicy: fleetProcedure('audit.savePolicy', SessionPolicy)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await savePolicy(ctx.wiring, requestOf(ctx), input);
      return DONE;
    }),
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
