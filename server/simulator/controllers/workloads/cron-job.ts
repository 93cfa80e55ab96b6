import {
  copyOf,
  dig,
  digNumber,
  digObject,
  digText,
  isObject,
  type KubeObject,
  timestamp,
} from '~/server/simulator/api/object';
import {
  CONTROLLER_MANAGER,
  CONTROLLER_STATUS,
  ownedBy,
  ownerReference,
  type World,
} from '~/server/simulator/controllers/world';

const KIND = { apiVersion: 'batch/v1', kind: 'CronJob' };

/** Starts a job whenever the schedule says so, and forgets the oldest ones. */
export function reconcileCronJob(world: World, namespace: string, name: string): void {
  const cron = world.objects.get('batch/v1', 'cronjobs', name, namespace);
  if (!cron || cron.metadata.deletionTimestamp) return;
  const now = world.now();
  const jobs = ownedBy(world, 'batch/v1', 'jobs', cron);
  const minute = Math.floor(now.getTime() / 60_000);
  const last = Math.floor(
    Date.parse(digText(cron, 'status', 'lastScheduleTime') ?? cron.metadata.creationTimestamp ?? now.toISOString()) /
      60_000,
  );
  const isDue =
    minute > last &&
    dig(cron, 'spec', 'suspend') !== true &&
    isScheduled(digText(cron, 'spec', 'schedule') ?? '', new Date(minute * 60_000));
  if (isDue) start(world, cron, minute);
  forgetOld(world, cron, jobs);
  writeStatus(world, cron, isDue ? timestamp(new Date(minute * 60_000)) : undefined);
  world.enqueue('cron-job', namespace, name, 60_000 - (now.getTime() % 60_000));
}

function start(world: World, cron: KubeObject, minute: number): void {
  const { name, namespace } = cron.metadata;
  const template = digObject(cron, 'spec', 'jobTemplate') ?? {};
  world.objects.put(
    'batch/v1',
    'jobs',
    {
      metadata: {
        ...(digObject(template, 'metadata') ?? {}),
        name: `${name}-${minute}`,
        ...(namespace ? { namespace } : {}),
        ownerReferences: [ownerReference(KIND, cron)],
        creationTimestamp: timestamp(world.now()),
        uid: world.random.uid(),
      },
      spec: copyOf(digObject(template, 'spec') ?? {}),
    },
    CONTROLLER_MANAGER,
  );
}

const isComplete = (job: KubeObject) => dig(job, 'status', 'completionTime') !== undefined;

function forgetOld(world: World, cron: KubeObject, jobs: KubeObject[]): void {
  const kept = digNumber(cron, 'spec', 'successfulJobsHistoryLimit') ?? 3;
  const done = jobs.filter(isComplete).sort((one, other) => other.metadata.name.localeCompare(one.metadata.name));
  for (const { metadata } of done.slice(kept))
    world.objects.delete('batch/v1', 'jobs', metadata.name, metadata.namespace);
}

function writeStatus(world: World, { metadata }: KubeObject, started: string | undefined): void {
  const { name, namespace } = metadata;
  world.objects.change(
    { apiVersion: 'batch/v1', plural: 'cronjobs', name, namespace },
    (cron) => {
      const active = ownedBy(world, 'batch/v1', 'jobs', cron).filter((job) => !isComplete(job));
      const before = isObject(cron['status']) ? cron['status'] : {};
      const references = active.map((job) => ({
        kind: 'Job',
        namespace,
        name: job.metadata.name,
        uid: job.metadata.uid,
        apiVersion: 'batch/v1',
      }));
      const lastScheduleTime = started ?? before['lastScheduleTime'];
      cron['status'] = {
        ...(references.length > 0 ? { active: references } : {}),
        ...(lastScheduleTime ? { lastScheduleTime } : {}),
      };
    },
    CONTROLLER_STATUS,
  );
}

/** Whether a minute (UTC) matches a cron expression of five fields: `*`, lists, ranges and steps. */
export function isScheduled(schedule: string, at: Date): boolean {
  const fields = schedule.trim().split(/\s+/);
  const now = [at.getUTCMinutes(), at.getUTCHours(), at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCDay()];
  const lowest = [0, 0, 1, 1, 0];
  return (
    fields.length === 5 &&
    fields.every((field, index) => field.split(',').some((part) => isInPart(part, now[index] ?? 0, lowest[index] ?? 0)))
  );
}

function isInPart(part: string, value: number, lowest: number): boolean {
  const [range = '*', step = '1'] = part.split('/');
  const [from = '', to = from] = range.split('-');
  const first = range === '*' ? lowest : Number(from);
  const last = range === '*' || (part.includes('/') && !range.includes('-')) ? Number.POSITIVE_INFINITY : Number(to);
  return value >= first && value <= last && (value - first) % Number(step) === 0;
}
