import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { ClusterLayout } from '~/components/clusters/cluster-layout';
import { Prefetched, serverTrpc } from '~/components/trpc/server';

type Params = { params: Promise<{ cluster: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: decodeURIComponent((await params).cluster) };
}

export default async function Layout({ params, children }: Params & { children: ReactNode }) {
  const name = decodeURIComponent((await params).cluster);
  return (
    <Prefetched query={serverTrpc.clusters.get.queryOptions({ name })}>
      <ClusterLayout name={name}>{children}</ClusterLayout>
    </Prefetched>
  );
}
