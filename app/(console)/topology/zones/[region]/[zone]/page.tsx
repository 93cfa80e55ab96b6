import type { Metadata } from 'next';
import { ZonePage } from '~/components/topology/zone-page';
import { Prefetched, serverTrpc } from '~/components/trpc/server';

type Params = { params: Promise<{ region: string; zone: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: decodeURIComponent((await params).zone) };
}

export default async function Page({ params }: Params) {
  const asked = await params;
  const [region, zone] = [decodeURIComponent(asked.region), decodeURIComponent(asked.zone)];
  const scope = { regions: [region], zones: [zone], clusters: [], environments: [] };
  return (
    <Prefetched query={serverTrpc.topology.map.queryOptions({ scope })}>
      <ZonePage region={region} zone={zone} />
    </Prefetched>
  );
}
