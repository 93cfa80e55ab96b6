import { NodesTable } from '~/components/topology/nodes-table';

export default async function Page({ params }: { params: Promise<{ cluster: string }> }) {
  return <NodesTable cluster={decodeURIComponent((await params).cluster)} />;
}
