import { ClusterDrawer } from '~/components/clusters/cluster-drawer';
import { FleetOverview } from '~/components/topology/fleet-overview';

export default function Page() {
  return (
    <>
      <FleetOverview />
      <ClusterDrawer />
    </>
  );
}
