import type { Metadata } from 'next';
import { ApplicationPage } from '~/components/federation/application-page';
import { Prefetched, serverTrpc } from '~/components/trpc/server';

type Params = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default async function Page({ params }: Params) {
  const name = decodeURIComponent((await params).name);
  return (
    <Prefetched query={serverTrpc.federation.get.queryOptions({ name })}>
      <ApplicationPage name={name} />
    </Prefetched>
  );
}
