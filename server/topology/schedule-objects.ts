import type { AuditTrail } from '~/server/audit/ports';
import { recorded } from '~/server/audit/recorded';
import { inParallel } from '~/server/kernel/in-parallel';
import type { MemberClient } from '~/server/kube/member-client';
import { judgeOutcomes } from '~/server/objects/act-on-objects';
import { refusal } from '~/server/objects/core/read-manifest';
import { refusalOf } from '~/server/objects/core/refusal-of';
import { getObject } from '~/server/objects/get-object';
import type { ActionOutcome } from '~/server/objects/model/action';
import type { ObjectRef } from '~/server/objects/model/ref';
import { writeGuarded } from '~/server/objects/write-guarded';
import type { Actor } from '~/server/teams/model/actor';
import { readAccess } from './core/plan-access';
import { predictPlaces } from './core/predict-places';
import { readScheduling } from './core/read-scheduling';
import type { SchedulingEdit, SchedulingInput, SchedulingPreview } from './model/scheduling';
import { planSchedulingPatch } from './plan-scheduling-patch';
import type { PlacedWorkloads } from './ports';

export type SchedulingDeps = {
  clientFor(cluster: string, actor: Actor): Promise<MemberClient>;
  placed: PlacedWorkloads;
  audit: AuditTrail;
};

const AT_ONCE = 16;

/** What a workload, or a service, says of its places now: where an edit begins. */
export async function currentScheduling(
  { clientFor }: Pick<SchedulingDeps, 'clientFor'>,
  actor: Actor,
  target: ObjectRef,
): Promise<SchedulingEdit> {
  const object = await getObject(await clientFor(target.cluster, actor), target);
  if (target.plural !== 'services') return { of: 'workload', intent: readScheduling(object) };
  return { of: 'service', access: readAccess(object) };
}

/** What the edit would change in each object, and where the pods of each workload would go. */
export function previewScheduling(
  deps: SchedulingDeps,
  actor: Actor,
  input: Pick<SchedulingInput, 'targets' | 'edit'>,
): Promise<SchedulingPreview[]> {
  return inParallel(AT_ONCE, input.targets, async (target) => {
    const nothing = { target, changes: [], places: [], unknownPlaces: [] };
    try {
      const client = await deps.clientFor(target.cluster, actor);
      const [object, version] = await Promise.all([getObject(client, target), deps.placed.version(target.cluster)]);
      const plan = planSchedulingPatch(target, object, input.edit, version);
      if (plan.kind === 'refused') return { ...nothing, refusal: refusal('refused', plan.said) };
      return {
        ...nothing,
        ...(await placesOf(deps, target, input.edit)),
        changes: plan.kind === 'nothing' ? [] : plan.changes,
        refusal: null,
      };
    } catch (error) {
      return { ...nothing, refusal: refusalOf(error) };
    }
  });
}

async function placesOf({ placed }: SchedulingDeps, target: ObjectRef, edit: SchedulingEdit) {
  if (edit.of === 'service') return {};
  const { intent } = edit;
  const places = await placed.places(target, intent.over);
  const known = new Set(places.filter(({ nodes }) => nodes > 0).map(({ place }) => place));
  return { places: predictPlaces(places, intent), unknownPlaces: intent.places.filter((place) => !known.has(place)) };
}

/** Writes the edit into each object, guarded by the version that was read, and reports each outcome as it is known. */
export async function scheduleObjects(
  deps: SchedulingDeps,
  request: { actor: Actor; requestId: string },
  { targets, edit, reason }: SchedulingInput,
  report: (outcome: ActionOutcome) => void = () => undefined,
): Promise<ActionOutcome[]> {
  const write = async (target: ObjectRef): Promise<ActionOutcome> => {
    const client = await deps.clientFor(target.cluster, request.actor).catch(refusalOf);
    if ('code' in client) return { target, outcome: 'refused', refusal: client };
    const version = await deps.placed.version(target.cluster);
    return writeGuarded(client, target, (object) => planSchedulingPatch(target, object, edit, version));
  };
  const told = async (target: ObjectRef) => {
    const outcome = await write(target);
    report(outcome);
    return outcome;
  };
  const intent = { ...request, action: 'topology.schedule', target: { objects: targets }, after: edit, reason };
  const work = () => inParallel(AT_ONCE, targets, told);
  return recorded(deps.audit, intent, work, (done) => ({ outcome: judgeOutcomes(done), detail: done }));
}
