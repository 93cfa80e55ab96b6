import { randomUUID } from 'node:crypto';
import type { AuditTrail } from '~/server/audit/ports';
import { recorded } from '~/server/audit/recorded';
import { type ClusterRefused, failureOf } from '~/server/kernel/failure';
import type { MemberClient } from '~/server/kube/member-client';
import { deriveAccess, type MemberHoldings } from './core/derive-access';
import { type AccessPlan, planAccess } from './core/plan-access';
import { applyManaged, readManaged, removeManaged } from './member-objects';
import type { AccessObject } from './model/access-object';

export type Reconciled = { state: 'in-step' | 'refused'; reason: string; changed: number };

/** Runs what writes into the member when it is this hub's turn to; undefined, and nothing is run, while it is not. */
type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value | undefined>;

const ACTOR = { kind: 'system', name: 'rbac' } as const;

/**
 * Makes a member's own RBAC say what the grants say, and nothing more under the hub's label. What the member refuses is
 * told and stops nothing else. Throws `cluster-unreachable`, and `cluster-refused` when it may not even be looked at.
 * Undefined: something was to be written, and it may not be written now.
 */
export async function reconcileMember(
  client: MemberClient,
  audit: AuditTrail,
  held: MemberHoldings,
  signal: AbortSignal,
  inTurn: InTurn,
): Promise<Reconciled | undefined> {
  const { hub } = held;
  const [discovery, { own, former }] = await Promise.all([
    client.discover({ signal }),
    readManaged(client, hub, signal),
  ]);
  const gaps = new Set(discovery.gaps.map(({ group }) => group));
  const wanted = deriveAccess(held, { kinds: discovery.kinds, gaps, found: own });
  // what a former version wrote may be all that is known of a group that does not answer
  const plan = planAccess(wanted, own, gaps.size > 0 ? [] : former);
  const changed = plan.remove.length + plan.apply.length + plan.retire.length;
  if (changed === 0) return { state: 'in-step', reason: '', changed };
  const told = { actor: ACTOR, action: 'gateway.reconcile', target: { cluster: client.name }, requestId: randomUUID() };
  const after = {
    remove: [...plan.remove, ...plan.retire].map(nameOf),
    apply: plan.apply.map(({ object }) => nameOf(object)),
  };
  const refusals = await inTurn(() =>
    recorded(
      audit,
      { ...told, after },
      () => carryOut(client, hub, plan, signal),
      (refused) => ({ outcome: outcomeOf(refused.length, changed), detail: { refused } }),
    ),
  );
  if (!refusals) return undefined;
  const [first] = refusals;
  if (!first) return { state: 'in-step', reason: '', changed };
  return { state: 'refused', reason: `${first.object}: ${first.detail}`, changed: changed - refusals.length };
}

const outcomeOf = (refused: number, of: number) =>
  refused === 0 ? ('applied' as const) : refused === of ? ('refused' as const) : ('partial' as const);

type Refusal = { object: string; detail: string };

/** One after the other: a member has other things to do, and a binding needs the role before it. */
async function carryOut(
  client: MemberClient,
  hub: string,
  { remove, apply, retire }: AccessPlan,
  signal: AbortSignal,
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  const attempt = async (object: AccessObject, work: () => Promise<void>) => {
    signal.throwIfAborted();
    try {
      await work();
    } catch (error) {
      const failure = failureOf(error);
      if (failure?.kind !== 'cluster-refused') throw error;
      if (!isGone(failure)) refusals.push({ object: nameOf(object), detail: failure.detail });
    }
  };
  for (const object of remove) await attempt(object, () => removeManaged(client, object));
  for (const one of apply) await attempt(one.object, () => applyManaged(client, hub, one));
  if (refusals.length > 0) return refusals;
  for (const object of retire) await attempt(object, () => removeManaged(client, object));
  return refusals;
}

/** What was to be removed is gone, or the namespace of a binding is going: nothing is left to say. */
const isGone = ({ status, causes }: ClusterRefused) =>
  status === 404 || causes.some(({ reason }) => reason === 'NamespaceTerminating');

const nameOf = ({ kind, namespace, name }: AccessObject) =>
  namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
