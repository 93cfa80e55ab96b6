import { ProvidersPage } from '~/components/teams/providers/providers-page';

export default function Page() {
  return <ProvidersPage />;
}
