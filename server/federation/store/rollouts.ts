import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import { isInSight } from '~/server/teams/core/in-sight';
import type { Sight } from '~/server/teams/model/sight';
import type { Progress, Step } from '../core/advance-rollout';
import { RolloutEvent, RolloutState, RolloutStrategy, type Steer, Waiting, Wave } from '../model/rollout';
import type { KeptRollout, LiveRollout, RolloutPoint, RolloutStore } from '../ports/rollouts';
import { ALL_OPEN } from './begin-rollout';
import { TARGETS, type TargetRow, targetOf } from './target-rows';

const sql = Prisma.sql;

type Row = Prisma.ApplicationRolloutGetPayload<{ include: { application: { select: { name: true } } } }>;

/** Rollouts in PostgreSQL. Every move names where the rollout was, so that of several replicas one makes it. */
export function postgresRollouts({ prisma }: Database): RolloutStore {
  const progressOf = async (rows: readonly Row[]): Promise<Map<string, Progress[]>> => {
    const ids = rows.map(({ applicationId }) => applicationId);
    const revisions = new Map(rows.map(({ applicationId, revision }) => [applicationId, revision]));
    const of = new Map(ids.map((id): [string, Progress[]] => [id, []]));
    const targets = await prisma.$queryRaw<
      TargetRow[]
    >`${TARGETS(sql`true`, sql`true`)} WHERE t.application_id = ANY(${ids}::uuid[])`;
    for (const row of targets) {
      const { cluster, state, revision, status, reason } = targetOf(row);
      const has = state === 'applied' && revision === revisions.get(row.applicationId);
      of.get(row.applicationId)?.push({ cluster, has, isRefused: state === 'refused', status, reason });
    }
    return of;
  };

  return {
    running: async () => {
      const rows = await prisma.applicationRollout.findMany({
        where: { state: 'running' },
        include: { application: { select: { name: true } } },
      });
      if (rows.length === 0) return [];
      const progress = await progressOf(rows);
      return rows.map((row) => liveOf(row, progress.get(row.applicationId) ?? []));
    },
    step: (at, step, now) => prisma.$transaction((tx) => move(tx, at, changeBy(step, now), eventOf(step))),
    newest: async ({ sight }, applicationId) => {
      const row = await prisma.applicationRollout.findFirst({
        where: { applicationId },
        orderBy: { revision: 'desc' },
        include: { events: { orderBy: { id: 'asc' } } },
      });
      if (!row) return undefined;
      const where = { applicationId_number: { applicationId, number: row.revision } };
      const { personId } = await prisma.applicationRevision.findUniqueOrThrow({ where, select: { personId: true } });
      return { ...keptOf(row, sight), savedBy: personId };
    },
    steer: (at, steer, { name, reason }, now) =>
      prisma.$transaction((tx) => move(tx, at, STEERED[steer](at, now), { ...EVENTS[steer](at), by: name, reason })),
  };
}

type Change = { data: Prisma.ApplicationRolloutUpdateManyMutationInput; openWave?: number; retries?: true };
type Event = { kind: string; wave?: number; by?: string; reason?: string; clusters?: string[] } | null;

async function move(tx: Prisma.TransactionClient, at: RolloutPoint, change: Change, event: Event): Promise<boolean> {
  const { applicationId, revision, state, open } = at;
  // in the order in which a save locks them
  await tx.$executeRaw`SELECT 1 FROM application WHERE id = ${applicationId}::uuid FOR NO KEY UPDATE`;
  const where = { applicationId, revision, state, open };
  const { count } = await tx.applicationRollout.updateMany({ where, data: change.data });
  if (count === 0) return false;
  if (change.openWave !== undefined) {
    await tx.application.update({ where: { id: applicationId }, data: { openWave: change.openWave } });
    // what hindered what stood there before does not hold up what comes now
    await tx.applicationTarget.updateMany({
      where: { applicationId, wave: change.openWave },
      data: { attempts: 0, notBefore: null, problems: [] },
    });
  }
  // what was refused is tried again, and judged by what becomes of it now
  if (change.retries)
    await tx.applicationTarget.updateMany({
      where: { applicationId, revision, state: 'refused' },
      data: { state: 'waiting', notBefore: null, problems: [] },
    });
  if (event) await tx.applicationRolloutEvent.create({ data: { applicationId, revision, ...event } });
  return true;
}

const NOTHING = Prisma.DbNull;

function changeBy(step: Step, now: Date): Change {
  if (step.do === 'open')
    return { data: { open: step.wave, openedAt: now, wellSince: null, waiting: NOTHING }, openWave: step.wave };
  if (step.do === 'finish') return { data: { state: 'done', waiting: NOTHING, endedAt: now }, openWave: ALL_OPEN };
  if (step.do === 'stop') return { data: { state: 'stopped', waiting: NOTHING } };
  return { data: { waiting: step.waiting, wellSince: step.wellSince } };
}

function eventOf(step: Step): Event {
  if (step.do === 'open') return { kind: 'opened', wave: step.wave };
  if (step.do === 'finish') return { kind: 'done' };
  return step.do === 'stop' ? { kind: 'stopped', clusters: step.failed } : null;
}

const STEERED: Record<Steer, (at: RolloutPoint, now: Date) => Change> = {
  approve: ({ open }) => ({ data: { approved: open + 1 } }),
  pause: () => ({ data: { state: 'paused', waiting: NOTHING } }),
  // what failed until now has its whole time again
  resume: (_at, now) => ({ data: { state: 'running', openedAt: now, wellSince: null }, retries: true }),
  abort: (_at, now) => ({ data: { state: 'aborted', waiting: NOTHING, endedAt: now } }),
};
const EVENTS: Record<Steer, (at: RolloutPoint) => { kind: string; wave?: number }> = {
  approve: ({ open }) => ({ kind: 'approved', wave: open + 1 }),
  pause: () => ({ kind: 'paused' }),
  resume: () => ({ kind: 'resumed' }),
  abort: () => ({ kind: 'aborted' }),
};

function liveOf(row: Row, progress: Progress[]): LiveRollout {
  const { applicationId, revision, state, open, openedAt, wellSince, approved } = row;
  return {
    ...{ applicationId, revision, open, state: RolloutState.parse(state), application: row.application.name },
    waiting: Waiting.nullable().parse(row.waiting),
    rollout: {
      ...{ open, openedAt, wellSince, approved },
      strategy: RolloutStrategy.parse(row.strategy),
      waves: Wave.array().parse(row.waves),
    },
    progress,
  };
}

type WithEvents = Prisma.ApplicationRolloutGetPayload<{ include: { events: true } }>;

function keptOf(row: WithEvents, sight: Sight): Omit<KeptRollout, 'savedBy'> {
  const { applicationId, revision, open, approved } = row;
  const seen = (clusters: readonly string[]) => clusters.filter((cluster) => isInSight(sight, { cluster, some: true }));
  const waiting = Waiting.nullable().parse(row.waiting);
  return {
    ...{ applicationId, revision, open, approved, state: RolloutState.parse(row.state) },
    strategy: RolloutStrategy.parse(row.strategy),
    waves: Wave.array()
      .parse(row.waves)
      .map(({ name, clusters }) => ({ name, clusters: seen(clusters) })),
    openedAt: row.openedAt.toISOString(),
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    waiting: waiting?.for === 'clusters' ? { ...waiting, clusters: seen(waiting.clusters) } : waiting,
    events: row.events.map(({ at, kind, wave, by, reason, clusters }) =>
      RolloutEvent.parse({ kind, wave, by, reason, at: at.toISOString(), clusters: seen(clusters) }),
    ),
  };
}
