import { ClusterDrawer } from '~/components/clusters/cluster-drawer';
import { readScope } from '~/components/shell/scope-parameters';
import { FleetOverview } from '~/components/topology/fleet-overview';
import { Prefetched, serverTrpc } from '~/components/trpc/server';
import { addressOf, type PageParameters } from '~/components/ui/url-parameters';

export default async function Page({ searchParams }: { searchParams: Promise<PageParameters> }) {
  const scope = readScope(addressOf(await searchParams));
  return (
    <Prefetched query={serverTrpc.topology.map.queryOptions(scope ? { scope } : {})}>
      <FleetOverview />
      <ClusterDrawer />
    </Prefetched>
  );
}
