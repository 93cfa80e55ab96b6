import { z } from 'zod';
import { Me } from '~/server/teams/model/actor';
import { signOut } from '~/server/teams/sessions';
import { forgottenCookie } from '../cookies';
import { router, selfProcedure } from '../trpc';

const Nothing = z.strictObject({}).optional();

export const teamsRouter = router({
  me: selfProcedure('teams.me', Nothing)
    .output(Me)
    .query(({ ctx }) => ctx.actor),

  signOut: selfProcedure('teams.signOut', Nothing)
    .output(z.object({ signedOut: z.literal(true) }))
    .mutation(async ({ ctx }) => {
      if (ctx.sessionToken) await signOut(ctx.wiring.sessions, ctx.sessionToken);
      ctx.setCookie?.(forgottenCookie({ secure: ctx.wiring.secureCookies }));
      return { signedOut: true as const };
    }),
});
