import { WorkloadsTable } from '~/components/clusters/object-tables';

export default async function Page({ params }: { params: Promise<{ cluster: string }> }) {
  return <WorkloadsTable cluster={decodeURIComponent((await params).cluster)} />;
}
