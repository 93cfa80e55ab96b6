import { ClusterOverview } from '~/components/clusters/cluster-overview';
import { Prefetched, serverTrpc } from '~/components/trpc/server';

export default async function Page({ params }: { params: Promise<{ cluster: string }> }) {
  const name = decodeURIComponent((await params).cluster);
  return (
    <Prefetched query={serverTrpc.clusters.healthHistory.queryOptions({ name, hours: 24 })}>
      <Prefetched query={serverTrpc.clusters.memberRights.queryOptions({ cluster: name })}>
        <ClusterOverview name={name} />
      </Prefetched>
    </Prefetched>
  );
}
