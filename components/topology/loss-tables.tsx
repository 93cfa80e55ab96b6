'use client';
import { LostAddressesTable } from './lost-addresses-table';
import { LostApplicationsTable } from './lost-applications-table';
import { LostRoomTable } from './lost-room-table';
import type { PagesOf } from './use-loss';

type LossTableProps = { list: 'applications' | 'addresses' | 'room'; pagesOf: PagesOf };

/** One of the lists of a loss. */
export function LossTable({ list, pagesOf }: LossTableProps) {
  if (list === 'applications') return <LostApplicationsTable pagesOf={pagesOf} />;
  if (list === 'addresses') return <LostAddressesTable pagesOf={pagesOf} />;
  return <LostRoomTable pagesOf={pagesOf} />;
}
