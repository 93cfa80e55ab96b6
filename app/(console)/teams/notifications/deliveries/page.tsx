import { DeliveriesPage } from '~/components/notifications/deliveries-page';

export default function Page() {
  return <DeliveriesPage />;
}
