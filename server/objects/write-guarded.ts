import { clusterFailureOf } from '~/server/kernel/failure';
import type { KubeObject } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import type { ActionPlan } from './core/plan-action';
import { refusal } from './core/read-manifest';
import { refusalOf } from './core/refusal-of';
import { getObject } from './get-object';
import type { ActionOutcome } from './model/action';
import type { ObjectRef } from './model/ref';

const MANAGER = 'portolan-console';
const ATTEMPTS = 5;

/**
 * Plans on what the member holds now and writes the plan, each patch guarded by the version that was read. What others write
 * between our look and our patch fails the guard and is no conflict: then it is planned anew.
 */
export async function writeGuarded(
  client: MemberClient,
  target: ObjectRef,
  plan: (object: KubeObject) => ActionPlan | Promise<ActionPlan>,
): Promise<ActionOutcome> {
  let lost: { error: unknown; version: string | undefined } | undefined;
  try {
    for (let count = 1; ; count++) {
      const object = await getObject(client, target);
      const version = object.metadata.resourceVersion;
      // refused although nobody wrote in between: the refusal is meant
      if (lost && (lost.version === version || count > ATTEMPTS)) throw lost.error;
      const planned = await plan(object);
      if (planned.kind === 'refused') return { target, outcome: 'refused', refusal: refusal('refused', planned.said) };
      if (planned.kind === 'nothing') return { target, outcome: 'unchanged', refusal: null };
      try {
        await carryOut(client, target, planned, object);
        return { target, outcome: 'applied', refusal: null };
      } catch (error) {
        if (!mayBeLostRace(error)) throw error;
        lost = { error, version };
      }
    }
  } catch (error) {
    return { target, outcome: 'refused', refusal: refusalOf(error) };
  }
}

type Write = Extract<ActionPlan, { kind: 'patch' | 'delete' }>;

/** A delete takes this very object: another that took its name meanwhile stays. */
async function carryOut(
  client: MemberClient,
  target: ObjectRef,
  plan: Write,
  { metadata: { uid } }: KubeObject,
): Promise<void> {
  const { name, namespace } = target;
  const at = namespace === undefined ? { name } : { name, namespace };
  if (plan.kind === 'patch') await client.patch(target, at, plan.patch, { fieldManager: MANAGER });
  else await client.delete(target, at, { propagation: plan.propagation, ...(uid === undefined ? {} : { uid }) });
}

/** A failed `test` is 422, 409 or 400 by the server's version, with a text of its own each time. */
function mayBeLostRace(error: unknown): boolean {
  const failure = clusterFailureOf(error);
  return failure?.kind === 'cluster-refused' && [400, 409, 422].includes(failure.status);
}
