import type { Database } from '~/server/db/client';
import type { FleetLists } from '../ports';
import { clusterLists } from './cluster-lists';
import { credentialList } from './credential-list';
import { fleetTally } from './fleet-tally';
import { nodeLists } from './node-lists';
import { fleetSearch } from './search';
import { workloadLists } from './workload-lists';

/** What pages read of the fleet, from PostgreSQL. */
export const fleetLists = (database: Database): FleetLists => ({
  ...{ ...clusterLists(database), ...credentialList(database), ...nodeLists(database), ...workloadLists(database) },
  ...{ ...fleetSearch(database), ...fleetTally(database) },
});
