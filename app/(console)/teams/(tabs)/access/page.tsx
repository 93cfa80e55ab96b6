import { GrantsPage } from '~/components/teams/access/grants-page';
import { Prefetched, serverTrpc } from '~/components/trpc/server';

export default function Page() {
  return (
    <Prefetched query={serverTrpc.clusters.memberRights.queryOptions({})}>
      <GrantsPage />
    </Prefetched>
  );
}
