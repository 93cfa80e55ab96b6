import type { ReactNode } from 'react';
import { ConsoleFrame } from '~/components/shell/console-frame';
import { Prefetched, requirePerson, serverTrpc } from '~/components/trpc/server';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { lastEventId } = await requirePerson();
  return (
    <Prefetched query={serverTrpc.teams.me.queryOptions()}>
      <ConsoleFrame lastEventId={lastEventId}>{children}</ConsoleFrame>
    </Prefetched>
  );
}
