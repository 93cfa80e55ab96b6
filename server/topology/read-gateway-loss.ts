import type { Gap } from '~/server/clusters/model/inventory';
import { clusterFailureOf, failureOf, invalid } from '~/server/kernel/failure';
import { inParallel } from '~/server/kernel/in-parallel';
import type { ObjectDeps } from '~/server/objects/ports';
import type { Actor } from '~/server/teams/model/actor';
import type { Sight } from '~/server/teams/model/sight';
import { judgeGateways } from './core/judge-gateways';
import type { GatewayLoss } from './model/gateway-loss';
import type { LossInput } from './model/loss';
import type { LossSource, MemberGateways } from './ports';
import { readMemberGateways, TooMany } from './read-member-gateways';

export type GatewayLossDeps = Pick<ObjectDeps, 'clientFor' | 'kinds'> & { losses: LossSource };

const AT_ONCE = 24;
/** Members that one question asks; those that lose nodes come first. */
const MOST_MEMBERS = 100;

/**
 * Which gateways go with a place and which are still served, read live from the members: these kinds are few, and no table of
 * the inventory keeps them. A member that does not answer, or holds more than the question reads, is a named gap.
 */
export async function readGatewayLoss(
  deps: GatewayLossDeps,
  actor: Actor,
  sight: Sight,
  { lost, scope }: LossInput,
): Promise<GatewayLoss> {
  if (Object.values(lost).every((places) => places.length === 0)) throw invalid('lost', 'name what is lost');
  const nodes = await deps.losses.nodes(sight, lost, scope);
  const losing = new Set(nodes.filter((node) => node.lost).map(({ cluster }) => cluster));
  if (losing.size === 0) return { gateways: [], gaps: [], unasked: 0 };
  const others = nodes.map(({ cluster }) => cluster).filter((cluster) => !losing.has(cluster));
  const members = [...new Set([...losing, ...others])];
  const asked = members.slice(0, MOST_MEMBERS);
  const answers = await inParallel(AT_ONCE, asked, (cluster) => ask(deps, actor, cluster));
  return {
    gateways: judgeGateways(
      answers.filter((answer) => 'gateways' in answer),
      nodes,
    ),
    gaps: answers.filter((answer) => 'reason' in answer),
    unasked: members.length - asked.length,
  };
}

async function ask(deps: GatewayLossDeps, actor: Actor, cluster: string): Promise<MemberGateways | Gap> {
  try {
    const [client, { kinds }] = await Promise.all([deps.clientFor(cluster, actor), deps.kinds.of(cluster, actor)]);
    return { cluster, gateways: await readMemberGateways(client, kinds) };
  } catch (error) {
    const gap = { cluster, cause: null, lastCompleteAt: null };
    if (error instanceof TooMany) return { ...gap, reason: 'too-many', detail: error.message };
    const failure = clusterFailureOf(error);
    if (failure?.kind === 'cluster-unreachable')
      return { ...gap, reason: 'unreachable', cause: failure.reason, detail: failure.detail };
    if (failure) return { ...gap, reason: failure.reason, detail: failure.detail };
    if (failureOf(error)?.kind === 'not-found') return { ...gap, reason: 'not-found', detail: '' };
    throw error;
  }
}
