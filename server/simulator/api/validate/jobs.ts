import type { Cause } from '~/server/simulator/api/api-error';
import { dig, digObject, digText, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import type { Change } from './change';
import { GoText, invalid, nonNegative, required, unsupported } from './field-error';
import { podTemplateProblems } from './pod-spec';

const COUNTS = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished'];
const RESTARTS = ['OnFailure', 'Never'];

/** What is wrong with a Job. */
export const jobProblems = (object: KubeObject): Cause[] => jobSpecProblems('spec', digObject(object, 'spec') ?? {});

/** What is wrong with a CronJob: its schedule and the jobs that it makes. */
export function cronJobProblems(object: KubeObject): Cause[] {
  const spec = digObject(object, 'spec') ?? {};
  const schedule = digText(spec, 'schedule') ?? '';
  return [
    ...(schedule === '' ? [required('spec.schedule')] : scheduleProblems(schedule)),
    ...['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'].flatMap((field) =>
      nonNegative(`spec.${field}`, spec[field]),
    ),
    ...jobSpecProblems('spec.jobTemplate.spec', digObject(spec, 'jobTemplate', 'spec') ?? {}),
  ];
}

/** Five fields, or a word such as `@daily` (https://pkg.go.dev/github.com/robfig/cron). */
function scheduleProblems(schedule: string): Cause[] {
  const fields = schedule.trim().split(/\s+/);
  if (schedule.startsWith('@') || fields.length === 5) return [];
  return [invalid('spec.schedule', schedule, `Expected exactly 5 fields, found ${fields.length}: ${schedule}`)];
}

function jobSpecProblems(path: string, spec: JsonObject): Cause[] {
  const restart = dig(spec, 'template', 'spec', 'restartPolicy');
  const at = `${path}.template.spec.restartPolicy`;
  const isUnsaid = restart === undefined || restart === 'Always';
  return [
    ...COUNTS.flatMap((field) => nonNegative(`${path}.${field}`, spec[field])),
    ...podTemplateProblems(`${path}.template`, digObject(spec, 'template') ?? {}),
    ...(isUnsaid ? [required(at, 'valid values: "OnFailure", "Never"')] : []),
    ...(isUnsaid || RESTARTS.includes(String(restart)) ? [] : [unsupported(at, restart, RESTARTS)]),
  ];
}

/** A Job makes the same pods for good. */
export function jobStays({ before, after }: Change): Cause[] {
  return ['completions', 'selector', 'template']
    .filter((field) => !isSame(dig(before, 'spec', field), dig(after, 'spec', field)))
    .map((field) => invalid(`spec.${field}`, told(dig(after, 'spec', field)), 'field is immutable'));
}

/** Go prints a whole template as its struct, which nobody reads. */
const told = (value: unknown) => (typeof value === 'object' ? new GoText(JSON.stringify(value)) : value);
