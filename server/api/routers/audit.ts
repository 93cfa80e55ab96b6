import { z } from 'zod';
import { verifyChain } from '~/server/audit/core/verify-chain';
import { ChainReport, NotedPoint } from '~/server/audit/model/chain';
import { fleetProcedure, router } from '../trpc';

export const auditRouter = router({
  verify: fleetProcedure('audit.verify', z.strictObject({ noted: NotedPoint.optional() }))
    .output(ChainReport)
    .query(async ({ ctx, input }) => verifyChain(await ctx.wiring.record.chain(), input.noted)),
});
