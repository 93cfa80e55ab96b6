import { recorded } from '~/server/audit/recorded';
import type { Clock } from '~/server/kernel/clock';
import { clusterFailureOf } from '~/server/kernel/failure';
import { inParallel } from '~/server/kernel/in-parallel';
import type { MemberClient } from '~/server/kube/member-client';
import { refusal } from './core/read-manifest';
import { refusalOf } from './core/refusal-of';
import type { ActInput, ActionOutcome, ObjectAction } from './model/action';
import type { ObjectRef } from './model/ref';
import { planFor } from './plan-for';
import type { ObjectDeps, Request } from './ports';

const AT_ONCE = 16;
const MANAGER = 'portolan-console';
/** Controllers write what we act on too: what they write between our read and our patch fails its guard and is no conflict. */
const ATTEMPTS = 5;

/** Does one thing to many objects of many members, each guarded by what was read, and reports each outcome as it is known. */
export async function actOnObjects(
  deps: Pick<ObjectDeps, 'clientFor' | 'clock' | 'audit'>,
  request: Request,
  { targets, action, reason }: ActInput,
  report: (outcome: ActionOutcome) => void = () => undefined,
): Promise<ActionOutcome[]> {
  const act = async (target: ObjectRef) => {
    const outcome = await actOnOne(deps, request, target, action);
    report(outcome);
    return outcome;
  };
  const intent = { ...request, action: 'objects.act', target: { objects: targets }, after: action, reason };
  return recorded(
    deps.audit,
    intent,
    () => inParallel(AT_ONCE, targets, act),
    (done) => ({ outcome: judge(done), detail: done }),
  );
}

async function actOnOne(
  deps: Pick<ObjectDeps, 'clientFor' | 'clock'>,
  { actor }: Request,
  target: ObjectRef,
  action: ObjectAction,
): Promise<ActionOutcome> {
  try {
    const client = await deps.clientFor(target.cluster, actor);
    return await attempt(client, deps.clock, target, action);
  } catch (error) {
    return { target, outcome: 'refused', refusal: refusalOf(error) };
  }
}

async function attempt(
  client: MemberClient,
  clock: Clock,
  target: ObjectRef,
  action: ObjectAction,
): Promise<ActionOutcome> {
  let lost: { error: unknown; version: string | undefined } | undefined;
  for (let count = 1; ; count++) {
    const { object, plan } = await planFor(client, target, action, clock);
    const version = object.metadata.resourceVersion;
    // refused although nobody wrote in between: the refusal is meant
    if (lost && (lost.version === version || count > ATTEMPTS)) throw lost.error;
    if (plan.kind === 'refused') return { target, outcome: 'refused', refusal: refusal('refused', plan.said) };
    if (plan.kind === 'nothing') return { target, outcome: 'unchanged', refusal: null };
    try {
      if (plan.kind === 'delete') await remove(client, target, action, object.metadata.uid);
      else await client.patch(target, atOf(target), plan.patch, { fieldManager: MANAGER });
      return { target, outcome: 'applied', refusal: null };
    } catch (error) {
      if (!mayBeLostRace(error)) throw error;
      lost = { error, version };
    }
  }
}

/** Only this very object: another that took its name meanwhile stays. */
function remove(client: MemberClient, target: ObjectRef, action: ObjectAction, uid: string | undefined): Promise<void> {
  const propagation = action.do === 'delete' ? action.propagation : 'Background';
  return client.delete(target, atOf(target), { propagation, ...(uid === undefined ? {} : { uid }) });
}

const atOf = ({ name, namespace }: ObjectRef) => (namespace === undefined ? { name } : { name, namespace });

/** A failed `test` is 422, 409 or 400 by the server's version, with a text of its own each time. */
function mayBeLostRace(error: unknown): boolean {
  const failure = clusterFailureOf(error);
  return failure?.kind === 'cluster-refused' && [400, 409, 422].includes(failure.status);
}

function judge(outcomes: ActionOutcome[]): 'applied' | 'partial' | 'refused' {
  const good = outcomes.filter(({ outcome }) => outcome !== 'refused').length;
  if (good === outcomes.length) return 'applied';
  return good === 0 ? 'refused' : 'partial';
}
