import { sharedWiring } from '~/server/wiring';

export const dynamic = 'force-dynamic';

/** The ways in that the sign-in page offers to anyone: names of providers, and whether the first administrator is awaited. */
export async function GET(): Promise<Response> {
  const { accounts, sessions } = sharedWiring();
  const [providers, hasAdministrator] = await Promise.all([
    accounts.providers.list(),
    sessions.people.hasAdministrator(),
  ]);
  const shown = providers.filter(({ enabled }) => enabled).map(({ name, label }) => ({ name, label }));
  const headers = { 'cache-control': 'no-store' };
  return Response.json({ providers: shown, awaitsFirst: !hasAdministrator }, { headers });
}
