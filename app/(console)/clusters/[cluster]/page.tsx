import { ClusterOverview } from '~/components/clusters/cluster-overview';

export default async function Page({ params }: { params: Promise<{ cluster: string }> }) {
  return <ClusterOverview name={decodeURIComponent((await params).cluster)} />;
}
