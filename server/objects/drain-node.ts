import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import type { KubeObject } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import type { Actor } from '~/server/teams/model/actor';
import { actOnObjects } from './act-on-objects';
import { planDrain } from './core/plan-drain';
import { evictAll } from './evict-pods';
import type { DrainInput, DrainOptions, DrainPlan, NodeRef } from './model/drain';
import type { DrainStore, ObjectDeps, Request } from './ports';

const PODS = { group: '', version: 'v1', plural: 'pods' };
const NODES = { group: '', version: 'v1', plural: 'nodes' };

export type DrainDeps = Pick<ObjectDeps, 'clientFor' | 'clock' | 'audit' | 'kinds'> & {
  drains: DrainStore;
  /** Something of this cluster's drains is new. */
  changed(cluster: string): void;
  onTrouble(detail: string, error: unknown): void;
};

/** What draining the node would do, pod by pod, as it is now. */
export async function previewDrain(
  deps: DrainDeps,
  actor: Actor,
  { node, options }: { node: NodeRef; options: DrainOptions },
): Promise<DrainPlan> {
  return readPlan(await deps.clientFor(node.cluster, actor), deps, actor, node, options);
}

/**
 * Cordons the node and evicts its pods, budgets respected; goes on after the page is left, and answers the drain's id.
 * Throws `conflict` when pods stand in the way to which nobody has consented, or a drain of the node runs already.
 */
export async function drainNode(
  deps: DrainDeps,
  request: Request,
  { node, options, reason }: DrainInput,
): Promise<string> {
  const client = await deps.clientFor(node.cluster, request.actor);
  const plan = await readPlan(client, deps, request.actor, node, options);
  const [inTheWay] = plan.blocked;
  if (inTheWay) throw conflict(node, `${inTheWay.namespace}/${inTheWay.name} stands in the way: ${inTheWay.why}`);
  const id = await deps.drains.open({ node, total: plan.evicted.length, startedBy: request.actor.name });
  if (id === undefined) throw conflict(node, 'it is being drained already');
  const intent = {
    ...request,
    action: 'objects.drain',
    target: { ...node },
    after: { ...options, pods: plan.evicted.length },
    reason,
  };
  const work = () => cordonAndEvict({ deps, request, client, id, node, options, plan });
  void recorded(deps.audit, intent, work, (state) => ({
    outcome: state === 'done' ? 'applied' : 'partial',
    detail: { state },
  }))
    .catch(async (error: unknown) => {
      deps.onTrouble(`draining ${node.name} of ${node.cluster} failed`, error);
      await deps.drains.save(id, { state: 'failed', said: 'internal' });
    })
    .finally(() => deps.changed(node.cluster));
  deps.changed(node.cluster);
  return id;
}

type Draining = {
  deps: DrainDeps;
  request: Request;
  client: MemberClient;
  id: string;
  node: NodeRef;
  options: DrainOptions;
  plan: DrainPlan;
};

async function cordonAndEvict({ deps, request, client, id, node, options, plan }: Draining) {
  const target = { ...NODES, ...node };
  const [cordoned] = await actOnObjects(deps, request, {
    targets: [target],
    action: { do: 'cordon' },
    reason: 'drain',
  });
  if (cordoned?.outcome === 'refused') {
    const { code, said = '' } = cordoned.refusal ?? {};
    await deps.drains.save(id, { state: 'failed', said: code === 'rights' ? code : said });
    return 'failed' as const;
  }
  const save: Parameters<typeof evictAll>[0]['save'] = async (change) => {
    const answer = await deps.drains.save(id, change);
    deps.changed(node.cluster);
    return answer;
  };
  const version = await evictionVersion(client);
  return evictAll({ client, clock: deps.clock, save, options, version }, plan.evicted);
}

/** Evictions in policy/v1 are taken from 1.22 on, a version later than its budgets; v1beta1 where that is not known. */
async function evictionVersion(client: MemberClient): Promise<'v1' | 'v1beta1'> {
  const { body } = await client.raw('/version');
  const [, major, minor] = /"gitVersion":\s*"v(\d+)\.(\d+)\./.exec(body) ?? [];
  return Number(major) > 1 || Number(minor) >= 22 ? 'v1' : 'v1beta1';
}

async function budgetVersion({ kinds }: DrainDeps, actor: Actor, cluster: string): Promise<'v1' | 'v1beta1'> {
  const served = (await kinds.of(cluster, actor)).kinds;
  const hasV1 = served.some(
    ({ group, version, plural }) => group === 'policy' && version === 'v1' && plural === 'poddisruptionbudgets',
  );
  return hasV1 ? 'v1' : 'v1beta1';
}

async function readPlan(
  client: MemberClient,
  deps: DrainDeps,
  actor: Actor,
  node: NodeRef,
  options: DrainOptions,
): Promise<DrainPlan> {
  const version = await budgetVersion(deps, actor, node.cluster);
  const [pods, budgets] = await Promise.all([
    all(client, PODS, { fieldSelector: `spec.nodeName=${node.name}` }),
    all(client, { group: 'policy', version, plural: 'poddisruptionbudgets' }, {}),
  ]);
  return planDrain(pods, budgets, options);
}

async function all(client: MemberClient, kind: typeof PODS, query: { fieldSelector?: string }): Promise<KubeObject[]> {
  const found: KubeObject[] = [];
  for await (const page of client.pages(kind, query)) found.push(...page.items);
  return found;
}

const conflict = (node: NodeRef, detail: string) =>
  new DomainError({ kind: 'conflict', what: 'node', name: `${node.cluster}/${node.name}`, detail });
