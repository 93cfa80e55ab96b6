import { KindsPage } from '~/components/objects/list/kinds-page';

export default async function Page({ params }: { params: Promise<{ cluster: string }> }) {
  return <KindsPage cluster={decodeURIComponent((await params).cluster)} />;
}
