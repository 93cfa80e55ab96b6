import { RequestsPage } from '~/components/teams/access/requests-page';

export default function Page() {
  return <RequestsPage />;
}
