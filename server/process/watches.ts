import { factsOf } from '~/server/clusters/kube/members';
import { postgresHealth } from '~/server/clusters/store/health';
import { postgresInventory } from '~/server/clusters/store/inventory';
import { postgresLeases } from '~/server/clusters/store/leases';
import { type FleetWatch, watchFleet } from '~/server/clusters/watch/fleet-watch';
import { watchMember } from '~/server/clusters/watch/member-watch';
import { clusterFailureOf } from '~/server/kernel/failure';
import { createMemberClient } from '~/server/kube/create-member-client';
import { probeMember } from '~/server/kube/probe/probe-member';
import type { Topic } from '~/server/live/change';
import type { Wiring } from '~/server/wiring';

const PROBE_EVERY_MS = 10_000;
const PODS_EVERY_MS = 300_000;
const HUB = { kind: 'hub' } as const;

/** Rows that changed, by their keys within the cluster, or any of them. */
export type Publish = (topic: Topic, cluster: string, keys?: string[]) => void;

/** Begins to watch the members that this process leases; `publish` tells browsers here and the other replicas. */
export function startWatches(wiring: Wiring, publish: Publish): FleetWatch {
  const { database, env, log, clock } = wiring;
  const inventory = postgresInventory(database);
  const health = postgresHealth(database);
  const prune = setInterval(
    () =>
      void health.prune(30).catch((error: unknown) => log.warn({ err: error }, 'health history could not be pruned')),
    3_600_000,
  );
  const fleet = watchFleet({
    holder: wiring.processId,
    leaseSeconds: env.leaseSeconds,
    leases: postgresLeases(database),
    onTrouble: (detail, error) => log.warn({ err: error }, detail),
    start: async ({ clusterId, name, epoch, kubeSystemUid }) => {
      const member = await wiring.clusters.registry.member(clusterId);
      const connection = wiring.connect(member);
      const probe = async () => factsOf(member, await probeMember(connection));
      return watchMember({
        fence: { clusterId, holder: wiring.processId, epoch },
        expectedUid: kubeSystemUid,
        client: createMemberClient(connection, HUB),
        connection,
        probe,
        inventory,
        health,
        places: env.placeAnnotations,
        clock,
        publish: (topic, keys) => publish(topic, name, keys),
        // what a member does is told by its health; the log is for what we did
        onTrouble: (detail, error) =>
          log[clusterFailureOf(error) ? 'debug' : 'warn']({ err: error, cluster: name }, detail),
        probeEveryMs: PROBE_EVERY_MS,
        podsEveryMs: PODS_EVERY_MS,
      });
    },
  });
  return {
    nudge: fleet.nudge,
    stop: async () => {
      clearInterval(prune);
      await fleet.stop();
    },
  };
}
