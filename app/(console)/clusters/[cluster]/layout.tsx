import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { ClusterLayout } from '~/components/clusters/cluster-layout';

type Params = { params: Promise<{ cluster: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: decodeURIComponent((await params).cluster) };
}

export default async function Layout({ params, children }: Params & { children: ReactNode }) {
  return <ClusterLayout name={decodeURIComponent((await params).cluster)}>{children}</ClusterLayout>;
}
