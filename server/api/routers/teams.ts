import { z } from 'zod';
import { RecordListInput, RecordRow } from '~/server/audit/model/record';
import { ClusterListInput, ClusterPage } from '~/server/clusters/model/cluster';
import { intersectSights } from '~/server/teams/core/intersect-sights';
import { decideRequest } from '~/server/teams/decide-request';
import { removeRole, saveRole } from '~/server/teams/edit-role';
import { addMember, removeMember, removeTeam, saveTeam } from '~/server/teams/edit-team';
import { grantAccess } from '~/server/teams/grant-access';
import { listGrants, listTeams, readReach, readTeam } from '~/server/teams/list-teams';
import { ActionName } from '~/server/teams/model/action-name';
import { Me } from '~/server/teams/model/actor';
import { RoleName } from '~/server/teams/model/role';
import {
  AccessRequestInput,
  AccessRequestRow,
  DecisionInput,
  GrantInput,
  GrantRow,
  MemberInput,
  RevokeInput,
  RoleRow,
  TeamByName,
  TeamDetail,
  TeamEdit,
  TeamMember,
  TeamRow,
} from '~/server/teams/model/team';
import { listRequests, requestAccess } from '~/server/teams/request-access';
import { revokeAccess } from '~/server/teams/revoke-access';
import { signOut } from '~/server/teams/sessions';
import { forgottenCookie } from '../cookies';
import { bySession, fleetProcedure, router, selfProcedure, sightProcedure } from '../trpc';
import { peopleProcedures } from './people';
import { DONE, Done, Made, Nothing, requestOf } from './request';

/** The team's clusters, the gravest first, with counts of what the team may see in them. */
const TeamReach = ClusterPage.omit({ lastEventId: true });
const GRAVEST = ClusterListInput.parse({ sort: { by: 'status', descending: false }, offset: 0, limit: 20 });
/** The newest writes on the record, in as much of the team's part of the fleet as its reader may read it. */
const NEWEST = RecordListInput.parse({
  filter: { kinds: ['intent'], results: ['applied', 'partial', 'failed', 'abandoned', 'running'], inClusters: true },
  ...{ offset: 0, limit: 10 },
});
const RoleEdit = z.strictObject({
  name: RoleName,
  description: z.string().trim().max(500).default(''),
  actions: z.array(ActionName).min(1).max(500),
});

export const teamsRouter = router({
  ...peopleProcedures,
  me: selfProcedure('teams.me', Nothing)
    .output(Me)
    .query(async ({ ctx }) => ({ ...ctx.actor, ask: await ctx.wiring.decidersOf(ctx.actor.id) })),
  signOut: selfProcedure('teams.signOut', Nothing)
    .output(z.object({ signedOut: z.literal(true) }))
    .mutation(async ({ ctx }) => {
      if (ctx.sessionToken) await signOut(ctx.wiring.sessions, ctx.sessionToken);
      ctx.setCookie?.(forgottenCookie({ secure: ctx.wiring.secureCookies }));
      return { signedOut: true as const };
    }),

  list: selfProcedure('teams.list', Nothing)
    .output(z.array(TeamRow))
    .query(({ ctx }) => listTeams(ctx.wiring.teams, ctx.actor)),
  get: selfProcedure('teams.get', TeamByName)
    .output(TeamDetail)
    .query(({ ctx, input }) => readTeam(ctx.wiring.teams, ctx.actor, input.name)),
  reach: selfProcedure('teams.reach', TeamByName)
    .output(TeamReach)
    .query(async ({ ctx, input }) => {
      const sight = await readReach(ctx.wiring, ctx.actor, input.name);
      return ctx.wiring.lists.clusters(sight, GRAVEST);
    }),
  changes: selfProcedure('teams.changes', TeamByName)
    .output(z.array(RecordRow))
    .query(async ({ ctx, input }) => {
      const reach = await readReach(ctx.wiring, ctx.actor, input.name);
      const seen = await ctx.wiring.sights.of(ctx.actor.rights, 'audit.list');
      return (await ctx.wiring.record.list(intersectSights(reach, seen), NEWEST)).rows;
    }),
  people: sightProcedure('teams.people', Nothing)
    .output(z.array(TeamMember))
    .query(({ ctx }) => ctx.wiring.teams.teams.people()),
  save: fleetProcedure('teams.save', TeamEdit)
    .output(Done)
    .mutation(({ ctx, input }) => saveTeam(ctx.wiring.teams, requestOf(ctx), input).then(() => DONE)),
  remove: fleetProcedure('teams.remove', TeamByName)
    .output(Done)
    .mutation(({ ctx, input }) => removeTeam(ctx.wiring.teams, requestOf(ctx), input).then(() => DONE)),
  addMember: sightProcedure('teams.addMember', MemberInput)
    .output(Done)
    .mutation(({ ctx, input }) => addMember(ctx.wiring.teams, requestOf(ctx), input).then(() => DONE)),
  removeMember: sightProcedure('teams.removeMember', MemberInput)
    .output(Done)
    .mutation(({ ctx, input }) => removeMember(ctx.wiring.teams, requestOf(ctx), input).then(() => DONE)),

  roles: selfProcedure('teams.roles', Nothing)
    .output(z.array(RoleRow))
    .query(({ ctx }) => ctx.wiring.teams.grants.roles()),
  saveRole: fleetProcedure('teams.saveRole', RoleEdit)
    .output(Done)
    .mutation(({ ctx, input }) => saveRole(ctx.wiring.teams, requestOf(ctx), input).then(() => DONE)),
  removeRole: fleetProcedure('teams.removeRole', z.strictObject({ name: RoleName }))
    .output(Done)
    .mutation(({ ctx, input }) => removeRole(ctx.wiring.teams, requestOf(ctx), input).then(() => DONE)),

  grants: sightProcedure('teams.grants', Nothing)
    .output(z.array(GrantRow))
    .query(({ ctx }) => listGrants(ctx.wiring.teams, ctx.actor)),
  grant: sightProcedure('teams.grant', GrantInput)
    .output(Made)
    .mutation(async ({ ctx, input }) => ({ id: await grantAccess(ctx.wiring.teams, requestOf(ctx), input) })),
  revoke: sightProcedure('teams.revoke', RevokeInput)
    .output(Done)
    .mutation(({ ctx, input }) => revokeAccess(ctx.wiring.teams, requestOf(ctx), input).then(() => DONE)),

  requests: selfProcedure('teams.requests', Nothing)
    .output(z.array(AccessRequestRow))
    .query(({ ctx }) => listRequests(ctx.wiring.teams, ctx.actor)),
  request: selfProcedure('teams.request', AccessRequestInput)
    .use(bySession)
    .output(Made)
    .mutation(async ({ ctx, input }) => ({ id: await requestAccess(ctx.wiring.teams, requestOf(ctx), input) })),
  decide: sightProcedure('teams.decide', DecisionInput)
    .output(Done)
    .mutation(({ ctx, input }) => decideRequest(ctx.wiring.teams, requestOf(ctx), input).then(() => DONE)),
});
