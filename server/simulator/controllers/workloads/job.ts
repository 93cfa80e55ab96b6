import { dig, digNumber, digObject, isObject, type KubeObject, timestamp } from '~/server/simulator/api/object';
import { createPod } from '~/server/simulator/controllers/pods/pods';
import { CONTROLLER_STATUS, ownedBy, type World, withCondition } from '~/server/simulator/controllers/world';

const KIND = { apiVersion: 'batch/v1', kind: 'Job' };

/** Pods until enough of them have succeeded. */
export function reconcileJob(world: World, namespace: string, name: string): void {
  const given = world.objects.get('batch/v1', 'jobs', name, namespace);
  if (!given || given.metadata.deletionTimestamp) return;
  const job = labelled(world, given);
  const pods = ownedBy(world, 'v1', 'pods', job);
  const succeeded = pods.filter((pod) => dig(pod, 'status', 'phase') === 'Succeeded').length;
  const active = pods.length - succeeded;
  const completions = digNumber(job, 'spec', 'completions') ?? 1;
  const wanted = Math.min(digNumber(job, 'spec', 'parallelism') ?? 1, completions - succeeded);
  const isSuspended = dig(job, 'spec', 'suspend') === true;
  const labels = { 'job-name': name, 'controller-uid': job.metadata.uid ?? '' };
  for (let missing = isSuspended ? 0 : wanted - active; missing > 0; missing--) {
    createPod(world, { object: job, ...KIND }, { name: `${name}-${world.random.letters(5)}`, labels });
  }
  writeStatus(world, job, { active: Math.max(active, isSuspended ? 0 : Math.max(0, wanted)), succeeded, completions });
}

/** The real server makes the selector when a job is created. */
function labelled(world: World, job: KubeObject): KubeObject {
  if (dig(job, 'spec', 'selector')) return job;
  const { name, namespace, uid = '' } = job.metadata;
  const changed = world.objects.change({ apiVersion: 'batch/v1', plural: 'jobs', name, namespace }, (draft) => {
    draft['spec'] = { ...digObject(draft, 'spec'), selector: { matchLabels: { 'controller-uid': uid } } };
  });
  return changed ?? job;
}

function writeStatus(
  world: World,
  { metadata }: KubeObject,
  { active, succeeded, completions }: { active: number; succeeded: number; completions: number },
): void {
  const now = timestamp(world.now());
  const { name, namespace } = metadata;
  world.objects.change(
    { apiVersion: 'batch/v1', plural: 'jobs', name, namespace },
    (job) => {
      const before = isObject(job['status']) ? job['status'] : {};
      const isDone = succeeded >= completions;
      job['status'] = {
        ...(isDone
          ? {
              conditions: withCondition(
                before['conditions'],
                { type: 'Complete', status: 'True' },
                now,
                'lastProbeTime',
              ),
            }
          : {}),
        startTime: before['startTime'] ?? now,
        ...(isDone ? { completionTime: before['completionTime'] ?? now } : {}),
        ...(active > 0 ? { active } : {}),
        ...(succeeded > 0 ? { succeeded } : {}),
      };
    },
    CONTROLLER_STATUS,
  );
}
