import { ChannelsPage } from '~/components/notifications/channels-page';
import { Prefetched, serverTrpc } from '~/components/trpc/server';

export default function Page() {
  return (
    <Prefetched query={serverTrpc.notifications.channels.queryOptions()}>
      <ChannelsPage />
    </Prefetched>
  );
}
