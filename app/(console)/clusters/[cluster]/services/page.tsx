import { ServicesTable } from '~/components/clusters/object-tables';

export default async function Page({ params }: { params: Promise<{ cluster: string }> }) {
  return <ServicesTable cluster={decodeURIComponent((await params).cluster)} />;
}
