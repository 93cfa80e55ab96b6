import { type Resource, storageOf } from '~/server/simulator/api/registry';
import { CLUSTER_COLUMNS } from './cluster-columns';
import { type Column, CREATED, NAME } from './column';
import { NETWORK_COLUMNS } from './network-columns';
import { OTHER_COLUMNS } from './other-columns';
import { POD_COLUMNS } from './pod-columns';
import { WORKLOAD_COLUMNS } from './workload-columns';

const COLUMNS: Record<string, readonly Column[]> = {
  ...CLUSTER_COLUMNS,
  ...NETWORK_COLUMNS,
  ...OTHER_COLUMNS,
  ...WORKLOAD_COLUMNS,
  '/pods': POD_COLUMNS,
};

/** The columns of a kind; kinds without a printer show what the real server shows for them: name and creation. */
export function columnsOf({ kind, version }: Resource): readonly Column[] {
  return kind.columns?.[version] ?? COLUMNS[storageOf(kind)] ?? [NAME, CREATED];
}
