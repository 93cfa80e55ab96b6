import type { Wiring } from '~/server/wiring';
import type { MembersDoorDeps } from '../members/ports';
import type { HubDoorDeps } from './ports';
import { postgresClusters } from './store/clusters';
import { postgresVersions } from './store/versions';

/** What the door needs; who asks is recognized by the door to members. */
export const hubDeps = (
  { federation, database, live }: Wiring,
  { personOf, sights, audit, rights, onTrouble }: MembersDoorDeps,
): HubDoorDeps => ({
  ...{ personOf, sights, audit, rights, onTrouble, live, federation },
  versions: postgresVersions(database),
  clusters: postgresClusters(database),
});
