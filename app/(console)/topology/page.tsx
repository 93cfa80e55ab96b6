import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClusterDrawer } from '~/components/clusters/cluster-drawer';
import { TopologyPage } from '~/components/topology/topology-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('topology');
  return { title: t('title') };
}

export default function Page() {
  return (
    <>
      <TopologyPage />
      <ClusterDrawer />
    </>
  );
}
