import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClusterDrawer } from '~/components/clusters/cluster-drawer';
import { readScope } from '~/components/shell/scope-parameters';
import { TopologyPage } from '~/components/topology/topology-page';
import { firstListInput } from '~/components/trpc/list-input';
import { Prefetched, serverTrpc } from '~/components/trpc/server';
import { type Address, addressOf, type PageParameters } from '~/components/ui/url-parameters';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('topology');
  return { title: t('title') };
}

export default async function Page({ searchParams }: { searchParams: Promise<PageParameters> }) {
  return (
    <Prefetched query={firstQuery(addressOf(await searchParams))}>
      <TopologyPage />
      <ClusterDrawer />
    </Prefetched>
  );
}

function firstQuery(address: Address) {
  const view = address.get('view');
  const scope = readScope(address);
  if (view === 'clusters') return serverTrpc.clusters.list.queryOptions(firstListInput<'name'>(address));
  if (view === 'nodes') return serverTrpc.clusters.listNodes.queryOptions(firstListInput<'name'>(address));
  return serverTrpc.topology.map.queryOptions(scope ? { scope } : {});
}
