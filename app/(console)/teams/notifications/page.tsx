import { RulesPage } from '~/components/notifications/rules-page';
import { Prefetched, serverTrpc } from '~/components/trpc/server';

export default function Page() {
  return (
    <Prefetched query={serverTrpc.notifications.rules.queryOptions()}>
      <RulesPage />
    </Prefetched>
  );
}
