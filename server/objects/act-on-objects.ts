import { recorded } from '~/server/audit/recorded';
import { inParallel } from '~/server/kernel/in-parallel';
import { refusalOf } from './core/refusal-of';
import type { ActInput, ActionOutcome } from './model/action';
import type { ObjectRef } from './model/ref';
import { planFor } from './plan-for';
import type { ObjectDeps, Request } from './ports';
import { writeGuarded } from './write-guarded';

const AT_ONCE = 16;

/** Does one thing to many objects of many members, and reports each outcome as it is known. */
export async function actOnObjects(
  { clientFor, clock, audit }: Pick<ObjectDeps, 'clientFor' | 'clock' | 'audit'>,
  request: Request,
  { targets, action, reason }: ActInput,
  report: (outcome: ActionOutcome) => void = () => undefined,
): Promise<ActionOutcome[]> {
  const act = async (target: ObjectRef) => {
    const client = await clientFor(target.cluster, request.actor).catch(refusalOf);
    const outcome: ActionOutcome =
      'code' in client
        ? { target, outcome: 'refused', refusal: client }
        : await writeGuarded(client, target, (object) => planFor(client, target, object, action, clock));
    report(outcome);
    return outcome;
  };
  const intent = { ...request, action: 'objects.act', target: { objects: targets }, after: action, reason };
  const work = () => inParallel(AT_ONCE, targets, act);
  return recorded(audit, intent, work, (done) => ({ outcome: judgeOutcomes(done), detail: done }));
}

/** What the record says of many outcomes together. */
export function judgeOutcomes(outcomes: ActionOutcome[]): 'applied' | 'partial' | 'refused' {
  const good = outcomes.filter(({ outcome }) => outcome !== 'refused').length;
  if (good === outcomes.length) return 'applied';
  return good === 0 ? 'refused' : 'partial';
}
