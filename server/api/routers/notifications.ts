import { z } from 'zod';
import { listChannels, removeChannel, saveChannel } from '~/server/notifications/edit-channel';
import { listRules, removeRule, saveRule } from '~/server/notifications/edit-rule';
import { ownersFor } from '~/server/notifications/may-manage';
import { ChannelInput, ChannelRow } from '~/server/notifications/model/channel';
import { DeliveryListInput, DeliveryPage, Sent } from '~/server/notifications/model/delivery';
import { ById, Language, RuleInput, RuleRow } from '~/server/notifications/model/rule';
import { retryDelivery } from '~/server/notifications/retry-delivery';
import { testChannel } from '~/server/notifications/test-channel';
import { router, sightProcedure } from '../trpc';
import { DONE, Done, Made, Nothing, requestOf } from './request';

/** Who may do what with which team's rules is decided in the use cases: by the team through which one holds the action. */
export const notificationsRouter = router({
  rules: sightProcedure('notifications.rules', Nothing)
    .output(z.array(RuleRow))
    .query(({ ctx }) => listRules(ctx.wiring.notifications, ctx.actor)),
  saveRule: sightProcedure('notifications.saveRule', RuleInput)
    .output(Made)
    .mutation(async ({ ctx, input }) => ({ id: await saveRule(ctx.wiring.notifications, requestOf(ctx), input) })),
  removeRule: sightProcedure('notifications.removeRule', ById)
    .output(Done)
    .mutation(({ ctx, input }) => removeRule(ctx.wiring.notifications, requestOf(ctx), input).then(() => DONE)),

  channels: sightProcedure('notifications.channels', Nothing)
    .output(z.array(ChannelRow))
    .query(({ ctx }) => listChannels(ctx.wiring.notifications, ctx.actor)),
  saveChannel: sightProcedure('notifications.saveChannel', ChannelInput)
    .output(Made)
    .mutation(async ({ ctx, input }) => ({ id: await saveChannel(ctx.wiring.notifications, requestOf(ctx), input) })),
  removeChannel: sightProcedure('notifications.removeChannel', ById)
    .output(Done)
    .mutation(({ ctx, input }) => removeChannel(ctx.wiring.notifications, requestOf(ctx), input).then(() => DONE)),
  testChannel: sightProcedure('notifications.testChannel', ById.extend({ language: Language }))
    .output(Sent)
    .mutation(({ ctx, input }) => testChannel(ctx.wiring.notifications, requestOf(ctx), input)),

  deliveries: sightProcedure('notifications.deliveries', DeliveryListInput)
    .output(DeliveryPage)
    .query(({ ctx, input }) =>
      ctx.wiring.notifications.outbox.list(ownersFor(ctx.actor, 'notifications.deliveries'), input),
    ),
  retryDelivery: sightProcedure('notifications.retryDelivery', ById)
    .output(Done)
    .mutation(({ ctx, input }) => retryDelivery(ctx.wiring.notifications, requestOf(ctx), input).then(() => DONE)),
});
