'use client';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useTRPC } from '../trpc/client';
import { Skeleton } from '../ui/skeleton';
import { CapacityFacts, CredentialFacts, PlaceFacts, ServerFacts } from './cluster-facts';
import { HealthHistory } from './health-history';
import { HealthSentence } from './health-sentence';
import { MemberRights } from './member-rights';

const ReachFacts = dynamic(() => import('./reach-facts').then((module) => module.ReachFacts), { ssr: false });

/** What is known of one member, each fact with its age. */
export function ClusterOverview({ name }: { name: string }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.clusters.get.queryOptions({ name }));
  if (error) return null;
  if (!data) return <Skeleton className="m-6 h-64" />;
  return (
    <div className="grid gap-4 px-6 py-5 lg:grid-cols-2">
      <section className="flex flex-col gap-5 rounded-lg border border-line bg-sheet p-5 lg:col-span-2 lg:flex-row lg:gap-10">
        <div className="min-w-0 flex-1">
          <HealthSentence health={data.health} />
        </div>
        <div className="min-w-0 flex-[1.4]">
          <HealthHistory name={name} />
        </div>
      </section>
      <Sheet>
        <CapacityFacts cluster={data} />
        <PlaceFacts cluster={data} />
      </Sheet>
      <Sheet>
        <ServerFacts cluster={data} />
        <MemberRights name={name} />
        {data.whole && <ReachFacts name={name} />}
        {data.whole && <CredentialFacts cluster={data} />}
      </Sheet>
    </div>
  );
}

function Sheet({ children }: { children: React.ReactNode }) {
  return <div className="flex flex-col gap-6 rounded-lg border border-line bg-sheet p-5">{children}</div>;
}
