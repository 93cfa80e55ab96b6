import { onlyCluster } from '~/components/shell/scope-parameters';
import { NodesTable } from '~/components/topology/nodes-table';
import { firstListInput } from '~/components/trpc/list-input';
import { Prefetched, serverTrpc } from '~/components/trpc/server';
import { addressOf, type PageParameters } from '~/components/ui/url-parameters';

type PageProps = { params: Promise<{ cluster: string }>; searchParams: Promise<PageParameters> };

export default async function Page({ params, searchParams }: PageProps) {
  const cluster = decodeURIComponent((await params).cluster);
  const input = firstListInput<'name'>(addressOf(await searchParams), onlyCluster(cluster));
  return (
    <Prefetched query={serverTrpc.clusters.listNodes.queryOptions(input)}>
      <NodesTable cluster={cluster} />
    </Prefetched>
  );
}
