import { z } from 'zod';
import { requireCluster } from '~/server/clusters/change-cluster';
import { approveAgent, denyAgent } from '~/server/clusters/decide-agent';
import { createJoinToken, revokeJoinToken } from '~/server/clusters/join-tokens';
import {
  AgentById,
  AgentRow,
  JoinTokenInput,
  JoinTokenMade,
  JoinTokenRow,
  ModeSwitch,
  Reach,
} from '~/server/clusters/model/agent';
import { ClusterByName } from '~/server/clusters/model/cluster';
import { revokeAgent } from '~/server/clusters/revoke-agent';
import { switchMode } from '~/server/clusters/switch-mode';
import { fleetProcedure, targetProcedure } from '../trpc';
import { DONE, Done, Nothing, requestOf } from './request';

const wholeOf = ({ name }: { name: string }) => [{ cluster: name }];

/** Clusters that join from inside: tokens, agents, and how a cluster is reached. */
export const agentProcedures = {
  createJoinToken: fleetProcedure('clusters.createJoinToken', JoinTokenInput)
    .output(JoinTokenMade)
    .mutation(({ ctx, input }) => createJoinToken(ctx.wiring.agents, requestOf(ctx), input)),
  joinTokens: fleetProcedure('clusters.joinTokens', Nothing)
    .output(z.array(JoinTokenRow))
    .query(({ ctx }) => ctx.wiring.agents.joinTokens.list(ctx.wiring.clock.now())),
  revokeJoinToken: fleetProcedure('clusters.revokeJoinToken', AgentById)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await revokeJoinToken(ctx.wiring.agents, requestOf(ctx), input.id);
      return DONE;
    }),
  agents: fleetProcedure('clusters.agents', Nothing)
    .output(z.array(AgentRow))
    .query(({ ctx }) => ctx.wiring.agents.agents.list()),
  approveAgent: fleetProcedure('clusters.approveAgent', AgentById)
    .output(z.object({ name: z.string() }))
    .mutation(async ({ ctx, input }) => ({
      name: (await approveAgent(ctx.wiring.agents, requestOf(ctx), input.id)).name,
    })),
  denyAgent: fleetProcedure('clusters.denyAgent', AgentById)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await denyAgent(ctx.wiring.agents, requestOf(ctx), input.id);
      return DONE;
    }),
  revokeAgent: targetProcedure('clusters.revokeAgent', ClusterByName, wholeOf)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await revokeAgent(ctx.wiring.agents, requestOf(ctx), input.name);
      return DONE;
    }),
  switchMode: targetProcedure('clusters.switchMode', ModeSwitch, wholeOf)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      const { agents, clusters } = ctx.wiring;
      await switchMode({ ...agents, members: clusters.members }, requestOf(ctx), input);
      return DONE;
    }),
  /** How the hub reaches a cluster, and by whose leave it writes there. */
  reach: targetProcedure('clusters.reach', ClusterByName, wholeOf)
    .output(Reach)
    .query(async ({ ctx, input }) => {
      const { id } = await requireCluster(ctx.wiring.clusters, input.name);
      return ctx.wiring.agents.agents.reach(id);
    }),
};
