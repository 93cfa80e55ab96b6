import type { Metadata } from 'next';
import { ZonePage } from '~/components/topology/zone-page';

type Params = { params: Promise<{ region: string; zone: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: decodeURIComponent((await params).zone) };
}

export default async function Page({ params }: Params) {
  const { region, zone } = await params;
  return <ZonePage region={decodeURIComponent(region)} zone={decodeURIComponent(zone)} />;
}
