import { recorded } from '~/server/audit/recorded';
import { inParallel } from '~/server/kernel/in-parallel';
import { refusalOf } from './core/refusal-of';
import { locate } from './locate';
import type { ActInput, ActionOutcome, ObjectAction } from './model/action';
import type { ObjectRef } from './model/ref';
import { planFor } from './plan-for';
import type { ObjectDeps, Request } from './ports';
import { writeGuarded } from './write-guarded';

const AT_ONCE = 16;

/** Does one thing to many objects of many members, and reports each outcome as it is known. */
export async function actOnObjects(
  deps: Pick<ObjectDeps, 'clientFor' | 'kinds' | 'clock' | 'audit'>,
  request: Request,
  { targets, action, reason }: ActInput,
  report: (outcome: ActionOutcome) => void = () => undefined,
): Promise<ActionOutcome[]> {
  const act = async (target: ObjectRef) => {
    const outcome = await actOn(deps, request, target, action);
    report(outcome);
    return outcome;
  };
  const intent = { ...request, action: 'objects.act', target: { objects: targets }, after: action, reason };
  const work = () => inParallel(AT_ONCE, targets, act);
  return recorded(deps.audit, intent, work, (done) => ({ outcome: judgeOutcomes(done), detail: done }));
}

async function actOn(
  { clock, ...deps }: Pick<ObjectDeps, 'clientFor' | 'kinds' | 'clock'>,
  { actor }: Request,
  target: ObjectRef,
  action: ObjectAction,
): Promise<ActionOutcome> {
  const located = await locate(deps, actor, target).catch(refusalOf);
  if ('code' in located) return { target, outcome: 'refused', refusal: located };
  const { client, ref } = located;
  const done = await writeGuarded(client, ref, (object) => planFor(client, ref, object, action, clock));
  return { ...done, target };
}

/** What the record says of many outcomes together. */
export function judgeOutcomes(outcomes: ActionOutcome[]): 'applied' | 'partial' | 'refused' {
  const good = outcomes.filter(({ outcome }) => outcome !== 'refused').length;
  if (good === outcomes.length) return 'applied';
  return good === 0 ? 'refused' : 'partial';
}
