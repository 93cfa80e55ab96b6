import { z } from 'zod';
import { changePassword } from '~/server/teams/change-password';
import { createToken, createTokenFor, endToken, revokeToken } from '~/server/teams/create-token';
import { decideDevice, lookAtDevice } from '~/server/teams/decide-device';
import { disableMachine, disablePerson } from '~/server/teams/disable-person';
import { removeProvider, saveProvider } from '~/server/teams/edit-provider';
import { endSessions, listSessions, readAccount } from '~/server/teams/end-sessions';
import { invitePerson, reinvitePerson } from '~/server/teams/invite-person';
import { createService, listGrantsOf, listMachines, listTokens } from '~/server/teams/machine';
import { DeviceByCode, DeviceDecided, DeviceDecision, DeviceLook } from '~/server/teams/model/device';
import { MachineRow } from '~/server/teams/model/machine';
import {
  DisableInput,
  EndSessions,
  Invited,
  InviteInput,
  PasswordChange,
  PersonById,
  PersonRow,
  SessionOf,
  SessionRow,
} from '~/server/teams/model/person';
import {
  ProviderByName,
  ProviderHealth,
  ProviderInput,
  ProviderRow,
  ProviderTest,
} from '~/server/teams/model/provider';
import { GrantRow } from '~/server/teams/model/team';
import {
  EndToken,
  MadeToken,
  OwnAccount,
  ServiceInput,
  TokenById,
  TokenForInput,
  TokenInput,
  TokenRow,
} from '~/server/teams/model/token';
import { testProvider } from '~/server/teams/test-provider';
import { bySession, fleetProcedure, selfProcedure, sightProcedure } from '../trpc';
import { DONE, Done, Nothing, requestOf } from './request';

/** People as those see them who administer them, and what each does with their own ways in. */
export const peopleProcedures = {
  accounts: fleetProcedure('teams.accounts', Nothing)
    .output(z.array(PersonRow))
    .query(({ ctx }) => ctx.wiring.accounts.accounts.list()),
  sessionsOf: fleetProcedure('teams.sessionsOf', PersonById)
    .output(z.array(SessionRow))
    .query(({ ctx, input }) => listSessions(ctx.wiring.accounts, input.id)),
  invite: fleetProcedure('teams.invite', InviteInput)
    .use(bySession)
    .output(Invited)
    .mutation(({ ctx, input }) => invitePerson(ctx.wiring.accounts, requestOf(ctx), input)),
  reinvite: fleetProcedure('teams.reinvite', PersonById)
    .use(bySession)
    .output(Invited)
    .mutation(({ ctx, input }) => reinvitePerson(ctx.wiring.accounts, requestOf(ctx), input)),
  setDisabled: fleetProcedure('teams.setDisabled', DisableInput)
    .output(Done)
    .mutation(({ ctx, input }) => disablePerson(ctx.wiring.accounts, requestOf(ctx), input).then(() => DONE)),
  endSessions: fleetProcedure('teams.endSessions', EndSessions)
    .output(Done)
    .mutation(({ ctx, input }) => endSessions(ctx.wiring.accounts, requestOf(ctx), input).then(() => DONE)),

  account: selfProcedure('teams.account', Nothing)
    .output(OwnAccount)
    .query(({ ctx }) => readAccount(ctx.wiring.accounts, ctx.actor, ctx.wiring.machines)),
  changePassword: selfProcedure('teams.changePassword', PasswordChange)
    .use(bySession)
    .output(Done)
    .mutation(({ ctx, input }) => changePassword(ctx.wiring.accounts, requestOf(ctx), input).then(() => DONE)),
  closeSession: selfProcedure('teams.closeSession', SessionOf)
    .use(bySession)
    .output(Done)
    .mutation(({ ctx, input }) =>
      endSessions(ctx.wiring.accounts, requestOf(ctx), { person: ctx.actor.id, session: input.id }).then(() => DONE),
    ),

  device: selfProcedure('teams.device', DeviceByCode)
    .use(bySession)
    .output(DeviceLook)
    .query(({ ctx, input }) => lookAtDevice(ctx.wiring.accounts, ctx.actor, input.code)),
  decideDevice: selfProcedure('teams.decideDevice', DeviceDecision)
    .use(bySession)
    .output(DeviceDecided)
    .mutation(({ ctx, input }) => decideDevice(ctx.wiring.accounts, requestOf(ctx), input)),

  createToken: selfProcedure('teams.createToken', TokenInput)
    .use(bySession)
    .output(MadeToken)
    .mutation(({ ctx, input }) => createToken(ctx.wiring.accounts, requestOf(ctx), input)),
  revokeToken: selfProcedure('teams.revokeToken', TokenById)
    .use(bySession)
    .output(Done)
    .mutation(({ ctx, input }) => revokeToken(ctx.wiring.accounts, requestOf(ctx), input).then(() => DONE)),
  tokensOf: sightProcedure('teams.tokensOf', PersonById)
    .output(z.array(TokenRow))
    .query(({ ctx, input }) => listTokens(ctx.wiring.accounts, ctx.actor, input.id)),
  grantsOf: sightProcedure('teams.grantsOf', PersonById)
    .output(z.array(GrantRow))
    .query(({ ctx, input }) => listGrantsOf(ctx.wiring.accounts, ctx.actor, input.id)),
  machines: sightProcedure('teams.machines', Nothing)
    .output(z.array(MachineRow))
    .query(({ ctx }) => listMachines(ctx.wiring.accounts, ctx.actor)),
  disableMachine: sightProcedure('teams.disableMachine', DisableInput)
    .output(Done)
    .mutation(({ ctx, input }) => disableMachine(ctx.wiring.accounts, requestOf(ctx), input).then(() => DONE)),
  createService: sightProcedure('teams.createService', ServiceInput)
    .output(z.object({ id: z.string() }))
    .mutation(async ({ ctx, input }) => ({ id: await createService(ctx.wiring.accounts, requestOf(ctx), input) })),
  createTokenFor: sightProcedure('teams.createTokenFor', TokenForInput)
    .use(bySession)
    .output(MadeToken)
    .mutation(({ ctx, input }) => createTokenFor(ctx.wiring.accounts, requestOf(ctx), input)),
  endToken: sightProcedure('teams.endToken', EndToken)
    .output(Done)
    .mutation(({ ctx, input }) => endToken(ctx.wiring.accounts, requestOf(ctx), input).then(() => DONE)),

  providers: fleetProcedure('teams.providers', Nothing)
    .output(z.array(ProviderRow))
    .query(({ ctx }) => ctx.wiring.accounts.providers.list()),
  testProvider: fleetProcedure('teams.testProvider', ProviderTest)
    .output(ProviderHealth)
    .mutation(({ ctx, input }) => testProvider(ctx.wiring.accounts, requestOf(ctx), input)),
  saveProvider: fleetProcedure('teams.saveProvider', ProviderInput)
    .use(bySession)
    .output(Done)
    .mutation(({ ctx, input }) => saveProvider(ctx.wiring.accounts, requestOf(ctx), input).then(() => DONE)),
  removeProvider: fleetProcedure('teams.removeProvider', ProviderByName)
    .use(bySession)
    .output(Done)
    .mutation(({ ctx, input }) => removeProvider(ctx.wiring.accounts, requestOf(ctx), input).then(() => DONE)),
};
