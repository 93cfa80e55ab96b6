import { randomUUID } from 'node:crypto';
import { recorded } from '~/server/audit/recorded';
import { actorOf } from './author';
import { AWAITED, judgeRefusal, judgeRetry, type Refusal, told } from './core/judge-refusal';
import { type DeliveryPlan, nowhere, planDelivery } from './core/plan-delivery';
import { type Delivery, Superseded } from './delivery';
import type { Claim, DeliverDeps, Due, Settled } from './ports/deliveries';
import { removeObjects } from './remove-objects';
import { withoutSecrets } from './secret-digest';
import { sendObjects } from './send-objects';

const ACTOR = { kind: 'system', name: 'federation' } as const;
const CLUSTER = { group: '', kind: '', namespace: '', name: '' };

/**
 * Brings one cluster to what its application wants there, with the rights that the author has now. Everything in it may be done
 * twice. Answers what became of it; undefined where there was nothing to do, or a newer revision is wanted meanwhile.
 */
export async function deliverApplication(
  deps: DeliverDeps,
  due: Due,
  signal: AbortSignal,
): Promise<Settled['state'] | undefined> {
  const claim = await deps.deliveries.claim(due);
  if (!claim) return undefined;
  const plan = planDelivery(claim, deps.hub, withoutSecrets);
  const settled = await carryOut(deps, due, claim, plan, signal);
  // what we broke off ourselves says nothing of the member: the next holder goes on
  if (settled && !(signal.aborted && 'problems' in settled)) await deps.deliveries.settle(due.fence, claim, settled);
  deps.changed(due.cluster, [claim.application]);
  return settled?.state;
}

async function carryOut(
  deps: DeliverDeps,
  due: Due,
  claim: Claim,
  plan: DeliveryPlan,
  signal: AbortSignal,
): Promise<Settled | undefined> {
  const end = (refusals: Refusal[]): Settled => settledBy(claim, refusals, plan.isAwaited);
  const isQuiet = plan.sends.length + plan.removals.length + plan.problems.length === 0;
  if (isQuiet) return { ...end([]), answered: false };
  const lasting = plan.problems.map((problem) => told(problem));
  let delivery: Delivery;
  try {
    const client = await deps.clientFor(due.cluster, actorOf(claim.author));
    delivery = { ...deps, ...due, claim, client, signal };
    // before anything is on record: a member that is away would fill it with attempts
    if (due.isAway) await client.raw('/version', { signal, deadlineMs: ANSWERS_MS });
  } catch (error) {
    return end([judgeRefusal(error, CLUSTER)]);
  }
  return recorded(
    deps.audit,
    intentOf(due, claim, plan),
    async () => {
      try {
        const refusals = [...lasting, ...(await sendObjects(delivery, plan.sends))];
        // what replaces it must stand before it goes
        if (refusals.length === 0) refusals.push(...(await removeObjects(delivery, plan.removals)));
        return end(refusals);
      } catch (error) {
        if (error instanceof Superseded) return undefined;
        throw error;
      }
    },
    (settled) => outcomeOf(settled, plan),
  );
}

const settledBy = (claim: Claim, refusals: Refusal[], isAwaited: boolean): Settled => {
  if (refusals.length === 0 && isAwaited) return { ...AWAITED, problems: [], answered: true };
  if (refusals.length === 0) return { state: claim.isWithdrawing ? 'gone' : 'applied', answered: true };
  const retry = judgeRetry(refusals, claim.attempt, Math.random());
  const isAway = refusals.some((one) => one.isAway);
  const [first] = refusals.filter((one) => one.isAway);
  const problems = first ? [nowhere('unreachable', first.problem.said)] : refusals.map(({ problem }) => problem);
  return { ...retry, problems: problems.slice(0, MOST_PROBLEMS), answered: !isAway };
};

const MOST_PROBLEMS = 100;
const ANSWERS_MS = 10_000;

function intentOf({ cluster }: Due, claim: Claim, { sends, removals }: DeliveryPlan) {
  const { application, revision, author, isWithdrawing } = claim;
  const named = [...sends.map(({ key }) => key), ...removals];
  const namespaces = [...new Set(named.map(({ namespace }) => namespace))].toSorted();
  return {
    actor: ACTOR,
    action: isWithdrawing ? 'federation.withdraw' : 'federation.deliver',
    target: { application, cluster, targets: namespaces.map((namespace) => ({ cluster, namespace })) },
    after: {
      ...{ revision, author: { id: author.person, name: author.name } },
      apply: sends.map(({ key: { kind, namespace, name } }) => ({ kind, namespace, name })),
      remove: removals.map(({ kind, namespace, name }) => ({ kind, namespace, name })),
    },
    requestId: randomUUID(),
  };
}

function outcomeOf(settled: Settled | undefined, { sends, removals }: DeliveryPlan) {
  if (!settled) return { outcome: 'partial' as const, detail: { superseded: true } };
  if (!('problems' in settled)) return { outcome: 'applied' as const };
  const isAll = settled.problems.length >= sends.length + removals.length;
  return { outcome: isAll ? ('refused' as const) : ('partial' as const), detail: { problems: settled.problems } };
}
