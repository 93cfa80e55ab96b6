import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../trpc/client';
import { manageableOwners } from './manageable-owners';

/** For whom the person may make rules and channels: team names, and null for the fleet. */
export function useOwners(): (string | null)[] {
  const trpc = useTRPC();
  const me = useQuery(trpc.teams.me.queryOptions());
  const owners = manageableOwners(me.data?.rights ?? [], 'notifications.saveRule');
  const teams = useQuery({ ...trpc.teams.list.queryOptions(), enabled: owners === 'all' });
  if (owners !== 'all') return owners;
  return [null, ...(teams.data ?? []).map(({ name }) => name)];
}
