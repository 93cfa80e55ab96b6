import { TeamsList } from '~/components/teams/teams-list';

export default function Page() {
  return <TeamsList />;
}
