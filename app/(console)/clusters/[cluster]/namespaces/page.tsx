import { NamespacesTable } from '~/components/clusters/object-tables';

export default async function Page({ params }: { params: Promise<{ cluster: string }> }) {
  return <NamespacesTable cluster={decodeURIComponent((await params).cluster)} />;
}
