import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readObjectPath } from '~/components/objects/object-href';
import { ObjectPage } from '~/components/objects/page/object-page';

type Params = { params: Promise<{ cluster: string; group: string; version: string; plural: string; place: string[] }> };

const targetOf = async ({ params }: Params) => {
  const { cluster, place, ...kind } = await params;
  return readObjectPath(decodeURIComponent(cluster), kind, place.map(decodeURIComponent));
};

export async function generateMetadata(props: Params): Promise<Metadata> {
  return { title: (await targetOf(props))?.name ?? '' };
}

export default async function Page(props: Params) {
  const target = await targetOf(props);
  if (!target) notFound();
  return <ObjectPage key={JSON.stringify(target)} target={target} />;
}
