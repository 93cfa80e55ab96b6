import 'server-only';
import { dehydrate, HydrationBoundary, type QueryFunction, type QueryKey, type SkipToken } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache, type ReactNode } from 'react';
import { createContext } from '~/server/api/context';
import { boundEventId } from '~/server/api/event-id';
import { appRouter } from '~/server/api/root';
import { sharedWiring } from '~/server/wiring';
import { signInHref } from '../teams/next-path';
import { makeQueryClient } from './query-client';

/** The event id comes before every read of the page, so that live updates continue from what the page shows. */
const requestContext = cache(async () => {
  const wiring = sharedWiring();
  const lastEventId = wiring.live.lastEventId();
  return { ...createContext(wiring, await headers()), lastEventId };
});

/** The address that was asked for; the gateway writes it, whatever the browser sent under this name. */
const ASKED_FOR = 'x-portolan-path';

/** Who asks for this page, and from which event on it follows the fleet. Without a session it leads to the sign-in page. */
export async function requirePerson(): Promise<{ lastEventId: string }> {
  const { person, lastEventId } = await requestContext();
  const who = await person();
  if (!who) redirect(signInHref((await headers()).get(ASKED_FOR)));
  return { lastEventId: boundEventId(lastEventId, who.rights) };
}

const queryClient = cache(makeQueryClient);

/** The procedures as options of queries that run here, in the server, as the person who asks for the page. */
export const serverTrpc = createTRPCOptionsProxy({ router: appRouter, ctx: requestContext, queryClient });

type Asked<Key extends QueryKey> = { queryKey: Key; queryFn?: QueryFunction<object, Key> | SkipToken };
type PrefetchedProps<Key extends QueryKey> = { query: Asked<Key>; children: ReactNode };

/** Answers one query before the page is drawn; a failure is left to the browser, which asks again and shows it. */
export async function Prefetched<Key extends QueryKey>({ query, children }: PrefetchedProps<Key>) {
  const client = queryClient();
  await client.prefetchQuery({ ...query, retry: false });
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
