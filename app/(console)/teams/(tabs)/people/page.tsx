import { PeoplePage } from '~/components/teams/people/people-page';

export default function Page() {
  return <PeoplePage />;
}
