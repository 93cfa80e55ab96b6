import { RolesPage } from '~/components/teams/access/roles-page';

export default function Page() {
  return <RolesPage />;
}
