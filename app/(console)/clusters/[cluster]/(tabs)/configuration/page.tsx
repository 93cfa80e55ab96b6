import { ConfigurationPage } from '~/components/objects/list/configuration-page';

export default async function Page({ params }: { params: Promise<{ cluster: string }> }) {
  return <ConfigurationPage cluster={decodeURIComponent((await params).cluster)} />;
}
