import { MachinesPage } from '~/components/teams/machines/machines-page';

export default function Page() {
  return <MachinesPage />;
}
