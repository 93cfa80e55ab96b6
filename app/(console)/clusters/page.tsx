import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClustersPage } from '~/components/clusters/clusters-page';
import { firstListInput } from '~/components/trpc/list-input';
import { Prefetched, serverTrpc } from '~/components/trpc/server';
import { addressOf, type PageParameters } from '~/components/ui/url-parameters';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('clusters');
  return { title: t('title') };
}

export default async function Page({ searchParams }: { searchParams: Promise<PageParameters> }) {
  const input = firstListInput<'name'>(addressOf(await searchParams));
  return (
    <Prefetched query={serverTrpc.clusters.list.queryOptions(input)}>
      <ClustersPage />
    </Prefetched>
  );
}
