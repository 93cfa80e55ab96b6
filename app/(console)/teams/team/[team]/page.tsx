import { TeamPage } from '~/components/teams/team-page';

export default async function Page({ params }: { params: Promise<{ team: string }> }) {
  return <TeamPage name={decodeURIComponent((await params).team)} />;
}
