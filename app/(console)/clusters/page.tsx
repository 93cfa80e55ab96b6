import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClusterDrawer } from '~/components/clusters/cluster-drawer';
import { ClustersPage } from '~/components/clusters/clusters-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('clusters');
  return { title: t('title') };
}

export default function Page() {
  return (
    <>
      <ClustersPage />
      <ClusterDrawer />
    </>
  );
}
