import { GrantsPage } from '~/components/teams/access/grants-page';

export default function Page() {
  return <GrantsPage />;
}
