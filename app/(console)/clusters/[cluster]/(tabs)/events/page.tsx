import { EventsPage } from '~/components/objects/list/member-list-page';

export default async function Page({ params }: { params: Promise<{ cluster: string }> }) {
  return <EventsPage cluster={decodeURIComponent((await params).cluster)} />;
}
