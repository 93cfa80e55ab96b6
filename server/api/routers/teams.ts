import { z } from 'zod';
import { Me } from '~/server/teams/model';
import { signOut } from '~/server/teams/sessions';
import { forgottenCookie } from '../cookies';
import { procedureFor, router } from '../trpc';

const Nothing = z.strictObject({}).optional();

export const teamsRouter = router({
  me: procedureFor('teams.me')
    .input(Nothing)
    .output(Me)
    .query(({ ctx }) => ctx.actor),

  signOut: procedureFor('teams.signOut')
    .input(Nothing)
    .output(z.object({ signedOut: z.literal(true) }))
    .mutation(async ({ ctx }) => {
      if (ctx.sessionToken) await signOut(ctx.wiring.sessions, ctx.sessionToken);
      ctx.setCookie?.(forgottenCookie({ secure: ctx.wiring.secureCookies }));
      return { signedOut: true as const };
    }),
});
