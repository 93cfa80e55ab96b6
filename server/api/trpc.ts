import { initTRPC, TRPCError } from '@trpc/server';
import type { z } from 'zod';
import { DomainError, type Failure } from '~/server/kernel/failure';
import { isInSight } from '~/server/teams/core/in-sight';
import { ACTIONS, type Action } from '~/server/teams/model/action';
import { holds, holdsEverywhere } from '~/server/teams/model/can';
import { smallestRole } from '~/server/teams/model/role-actions';
import type { Sight, Target } from '~/server/teams/model/sight';
import type { Context } from './context';
import { errorFacts, schemaFailure, toTrpcError } from './errors';
import { recordLook, recordRefusal, type Signed } from './on-record';

/** How an action is authorized; there is no default (docs/adr/0006-rights.md). */
export type Policy = 'self' | 'fleet' | 'sight' | 'target';

/** Every procedure says which action it is and how it is authorized; a test walks the router and fails on one that does not. */
export type Meta = { action: Action; policy: Policy };

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

const withFailures = t.middleware(async ({ next, ctx, path, type, meta }) => {
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
  if (meta && schemaFailure(error)) await recordRefusal(ctx, await ctx.person(), meta.action, {}, 'invalid');
  observe(error.code === 'INTERNAL_SERVER_ERROR' ? 'failed' : 'refused');
  if (error.code === 'INTERNAL_SERVER_ERROR') {
    ctx.wiring.log.error({ err: error.cause ?? error, path, requestId: ctx.requestId }, 'a procedure failed');
  }
  throw error;
});

/** Someone is signed in and holds the action somewhere, unless it is about themselves alone. */
const authorized = (action: Action, policy: Policy) =>
  t.procedure
    .meta({ action, policy })
    .use(withFailures)
    .use(async ({ ctx, next }) => {
      const person = await ctx.person();
      if (!person) {
        await recordRefusal(ctx, undefined, action, {}, 'unauthenticated');
        throw new TRPCError({ code: 'UNAUTHORIZED' });
      }
      const isAllowed =
        policy === 'self' ||
        (policy === 'fleet' ? holdsEverywhere(person.rights, action) : holds(person.rights, action));
      if (!isAllowed) throw await denied({ ...ctx, actor: person }, action, {}, forbidden(action));
      return next({ ctx: { ...ctx, actor: { ...person, action } } });
    });

/** Only for who is here themselves: what a token of theirs did in its place would outlive it. */
export const bySession = t.middleware(async ({ ctx, next, meta }) => {
  const person = await ctx.person();
  if (person?.session !== undefined || !person || !meta) return next();
  const failure: Failure = { kind: 'forbidden', action: meta.action, missing: 'a session of a person' };
  throw await denied({ ...ctx, actor: person }, meta.action, {}, failure);
});

/** What is about the person alone: whoever is signed in may do it. */
export const selfProcedure = <Input extends z.ZodType>(action: Action, input: Input) =>
  authorized(action, 'self').input(input);

/** What concerns the hub as a whole: the action must be held without any limit. */
export const fleetProcedure = <Input extends z.ZodType>(action: Action, input: Input) =>
  authorized(action, 'fleet')
    .input(input)
    .use(async ({ ctx, next, input: given }) => {
      await recordLook(ctx, action, given);
      return next();
    });

/** What answers for as much of the fleet as is in sight; `ctx.sight` goes into every list. */
export const sightProcedure = <Input extends z.ZodType>(action: Action, input: Input) =>
  authorized(action, 'sight')
    .input(input)
    .use(async ({ ctx, next, input: given }) => {
      const sight = await ctx.wiring.sightsOfRequest.of(ctx.actor.rights, action);
      await recordLook(ctx, action, given);
      return next({ ctx: { ...ctx, sight } });
    });

/**
 * What is done to clusters and namespaces that the input names: the action must be held on each of them. One that is not
 * even in sight is not found, as if it did not exist.
 */
export const targetProcedure = <Input extends z.ZodType>(
  action: Action,
  input: Input,
  targetsOf: (input: z.infer<Input>) => Target[],
) =>
  authorized(action, 'target')
    .input(input)
    .use(async ({ ctx, next, input: given }) => {
      const sightOf = (needed: Action) => ctx.wiring.sightsOfRequest.of(ctx.actor.rights, needed);
      const targets = targetsOf(given as z.infer<Input>).map((target) => ({ action, ...target }));
      for (const needed of new Set(targets.map((target) => target.action))) {
        const sight = await sightOf(needed);
        const outside = targets.find((target) => target.action === needed && !isInSight(sight, target));
        if (!outside) continue;
        throw await denied(ctx, needed, outside, await explain(needed, outside, () => sightOf('objects.get')));
      }
      await recordLook(ctx, action, given);
      return next({ ctx: { ...ctx, sight: await sightOf(action) } });
    });

/** A write on what one sees is forbidden; all else is not found, no difference between absent and hidden. */
async function explain(action: Action, target: Target, seen: () => Promise<Sight>): Promise<Failure> {
  const isSeen = ACTIONS[action] === 'write' && isInSight(await seen(), target);
  if (isSeen) return forbidden(action);
  const { cluster, namespace } = target;
  return namespace === undefined
    ? { kind: 'not-found', what: 'cluster', name: cluster }
    : { kind: 'not-found', what: 'namespace', name: `${cluster}/${namespace}` };
}

const forbidden = (action: Action): Failure => ({ kind: 'forbidden', action, missing: smallestRole(action) });

/** The error of someone who may not, once their attempt is on record. */
async function denied(ctx: Signed, action: Action, target: Partial<Target>, failure: Failure): Promise<TRPCError> {
  const { cluster, namespace } = target;
  await recordRefusal(ctx, ctx.actor, action, { cluster, namespace }, failure.kind);
  const cause = new DomainError(failure);
  return toTrpcError(new TRPCError({ code: 'FORBIDDEN', cause }));
}
