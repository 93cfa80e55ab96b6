import type { Clock } from '~/server/kernel/clock';
import { at } from '~/server/kernel/json';
import type { KubeObject } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import { type ActionPlan, planAction } from './core/plan-action';
import { labelSelectorOf } from './core/related-lists';
import { ownRevisions, planUndo } from './core/revisions';
import { getObject } from './get-object';
import type { ObjectAction } from './model/action';
import type { ObjectRef } from './model/ref';

/** The object as it is now, and what the action makes of it. Throws `cluster-…` failures. */
export async function planFor(
  client: MemberClient,
  target: ObjectRef,
  action: ObjectAction,
  clock: Clock,
): Promise<{ object: KubeObject; plan: ActionPlan }> {
  const object = await getObject(client, target);
  if (action.do !== 'undo') return { object, plan: planAction(target, object, action, clock.now().toISOString()) };
  const own = await readRevisions(client, target, object);
  if (!own) return { object, plan: { kind: 'refused', said: 'keeps no revisions' } };
  return { object, plan: planUndo(object, own, action.revision) };
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
