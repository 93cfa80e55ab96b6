import { inParallel } from '~/server/kernel/in-parallel';
import type { Actor } from '~/server/teams/model/actor';
import { refusal } from './core/read-manifest';
import { refusalOf } from './core/refusal-of';
import { getObject } from './get-object';
import { locate } from './locate';
import type { ActInput, ActionPreview } from './model/action';
import { planFor } from './plan-for';
import type { ObjectDeps } from './ports';

const AT_ONCE = 16;

/** What an action would change in each object, read from its member now. A dead member refuses its objects alone. */
export function previewAction(
  deps: Pick<ObjectDeps, 'clientFor' | 'kinds' | 'clock'>,
  actor: Actor,
  { targets, action }: Pick<ActInput, 'targets' | 'action'>,
): Promise<ActionPreview[]> {
  return inParallel(AT_ONCE, targets, async (target) => {
    try {
      const { client, ref } = await locate(deps, actor, target);
      const object = await getObject(client, ref);
      const plan = await planFor(client, ref, object, action, deps.clock);
      if (plan.kind === 'refused') return { target, changes: [], refusal: refusal('refused', plan.said) };
      return { target, changes: plan.kind === 'nothing' ? [] : plan.changes, refusal: null };
    } catch (error) {
      return { target, changes: [], refusal: refusalOf(error) };
    }
  });
}
