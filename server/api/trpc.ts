import { initTRPC, TRPCError } from '@trpc/server';
import { DomainError } from '~/server/kernel/failure';
import { can } from '~/server/teams/core/can';
import type { Action } from '~/server/teams/model';
import type { Context } from './context';
import { errorFacts, toTrpcError } from './errors';

/** Every procedure says which action it is; a test walks the router and fails on one that does not. */
export type Meta = { action: Action };

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    errorFormatter: ({ shape, error, ctx }) => {
      const facts = errorFacts(error, ctx?.requestId);
      const message = facts.failure ? shape.message : 'internal error';
      const { code, httpStatus, path } = shape.data;
      return { ...shape, message, data: { code, httpStatus, path, ...facts } };
    },
    sse: { enabled: false },
  });

export const router = t.router;

const withFailures = t.middleware(async ({ next, ctx, path, type }) => {
  const began = performance.now();
  const observe = (outcome: 'ok' | 'refused' | 'failed') => {
    if (type !== 'subscription') ctx.wiring.metrics.observeProcedure(path, outcome, (performance.now() - began) / 1000);
  };
  const result = await next();
  if (result.ok) {
    observe('ok');
    return result;
  }
  const error = toTrpcError(result.error);
  observe(error.code === 'INTERNAL_SERVER_ERROR' ? 'failed' : 'refused');
  if (error.code === 'INTERNAL_SERVER_ERROR') {
    ctx.wiring.log.error({ err: error.cause ?? error, path, requestId: ctx.requestId }, 'a procedure failed');
  }
  throw error;
});

/** The only way to make a procedure: it runs for people who may do `action`, and for no one else. */
export function procedureFor(action: Action) {
  return t.procedure
    .meta({ action })
    .use(withFailures)
    .use(({ ctx, next }) => {
      const { actor } = ctx;
      if (!actor) throw new TRPCError({ code: 'UNAUTHORIZED' });
      if (!can(actor, action)) throw refusal(action);
      return next({ ctx: { ...ctx, actor } });
    });
}

const refusal = (action: Action) =>
  new TRPCError({ code: 'FORBIDDEN', cause: new DomainError({ kind: 'forbidden', action, missing: 'fleet-admin' }) });
