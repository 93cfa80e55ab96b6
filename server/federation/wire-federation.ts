import type { Database } from '~/server/db/client';
import type { Topic } from '~/server/live/change';
import type { Yaml } from '~/server/yaml/model';
import type { FederationDeps } from './plan-application';
import type { DriftStore } from './ports/drift';
import type { RolloutDeps } from './read-rollout';
import { postgresApplications } from './store/applications';
import { postgresCandidates } from './store/candidates';
import { postgresDrift } from './store/drift';
import { postgresRollouts } from './store/rollouts';

export type Federation = RolloutDeps & { drifts: DriftStore };

type Ground = { database: Database; yaml: Yaml; publish(topic: Topic, cluster: string): void };

/** What the use cases of applications need, over PostgreSQL and the members' clients. */
export function wireFederation(
  { database, yaml, publish }: Ground,
  needed: Pick<FederationDeps, 'sights' | 'teamsOf' | 'teams' | 'audit' | 'clientFor' | 'kinds'>,
): Federation {
  return {
    ...needed,
    applications: postgresApplications(database),
    candidates: postgresCandidates(database),
    drifts: postgresDrift(database),
    rollouts: postgresRollouts(database),
    yaml,
    changed: (cluster) => publish('applications', cluster),
  };
}
