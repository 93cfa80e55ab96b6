'use client';
import { LostAddressesTable } from './lost-addresses-table';
import { LostApplicationsTable } from './lost-applications-table';
import { LostGatewaysTable } from './lost-gateways-table';
import { LostRoomTable } from './lost-room-table';
import type { useGatewayLoss } from './use-gateway-loss';
import type { PagesOf } from './use-loss';

type LossTableProps = {
  list: 'applications' | 'addresses' | 'gateways' | 'room';
  pagesOf: PagesOf;
  gateways: ReturnType<typeof useGatewayLoss>;
};

/** One of the lists of a loss. */
export function LossTable({ list, pagesOf, gateways }: LossTableProps) {
  if (list === 'applications') return <LostApplicationsTable pagesOf={pagesOf} />;
  if (list === 'addresses') return <LostAddressesTable pagesOf={pagesOf} />;
  if (list === 'gateways') return <LostGatewaysTable gateways={gateways} />;
  return <LostRoomTable pagesOf={pagesOf} />;
}
