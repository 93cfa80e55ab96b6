import { FleetOverview } from '~/components/topology/fleet-overview';

export default function Page() {
  return <FleetOverview />;
}
