import type { Clock } from '~/server/kernel/clock';
import { at } from '~/server/kernel/json';
import type { KubeObject } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import { type ActionPlan, planAction } from './core/plan-action';
import { labelSelectorOf } from './core/related-lists';
import { ownRevisions, planUndo } from './core/revisions';
import type { ObjectAction } from './model/action';
import type { ObjectRef } from './model/ref';

/** What an action makes of an object. Throws `cluster-…` failures where it must ask the member for more. */
export async function planFor(
  client: MemberClient,
  target: ObjectRef,
  object: KubeObject,
  action: ObjectAction,
  clock: Clock,
): Promise<ActionPlan> {
  if (action.do !== 'undo') return planAction(target, object, action, clock.now().toISOString());
  const own = await readRevisions(client, target, object);
  return own ? planUndo(object, own, action.revision) : { kind: 'refused', said: 'keeps no revisions' };
}

/** What a workload keeps of its past: ReplicaSets or ControllerRevisions of its own. Undefined for kinds that keep nothing. */
export async function readRevisions(
  client: MemberClient,
  { group, plural, namespace = '' }: ObjectRef,
  workload: KubeObject,
): Promise<KubeObject[] | undefined> {
  const keeps = group === 'apps' && ['deployments', 'statefulsets', 'daemonsets'].includes(plural);
  const labelSelector = labelSelectorOf(at(workload, 'spec', 'selector'));
  if (!keeps || labelSelector === undefined) return undefined;
  const kind = { group, version: 'v1', plural: plural === 'deployments' ? 'replicasets' : 'controllerrevisions' };
  const { items } = await client.list(kind, { namespace, labelSelector, limit: 500 });
  return ownRevisions(workload, items) as KubeObject[];
}
