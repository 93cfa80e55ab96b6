import { printTable } from './print-table';
import { seenClusters } from './seen-clusters';

/** `clusters`: those that one sees. */
export async function clusters(): Promise<void> {
  const rows = (await seenClusters()).map(({ cluster, state, reason }) => [
    cluster,
    reason ? `${state}: ${reason}` : state,
  ]);
  printTable([['CLUSTER', 'YOUR RIGHTS THERE'], ...rows]);
}
