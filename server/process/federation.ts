import type { DeliverDeps } from '~/server/federation/ports/deliveries';
import { postgresDeliveries } from '~/server/federation/store/deliveries';
import { postgresObserved } from '~/server/federation/store/observed';
import { keepDeliveries } from '~/server/federation/watch/keep-deliveries';
import { keepFailovers } from '~/server/federation/watch/keep-failovers';
import { keepPlans } from '~/server/federation/watch/keep-plans';
import { keepRollouts } from '~/server/federation/watch/keep-rollouts';
import { keepWatches } from '~/server/federation/watch/keep-watches';
import { wireFailover } from '~/server/federation/wire-failover';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { Change } from '~/server/live/change';
import { speakFor } from '~/server/objects/speak-for';
import type { PersonActor } from '~/server/teams/model/actor';
import type { Wiring } from '~/server/wiring';
import type { Publish } from './watches';

const HUB = { kind: 'hub' } as const;
/** What we tell ourselves names its applications; what a person saves does not. */
const isWork = ({ topic, keys }: Change) => topic === 'clusters' || (topic === 'applications' && !keys);

const isFleet = ({ topic }: Change) => topic === 'clusters';

/** Begins to bring the members that this process leases to what applications want in them, and to watch what stands there. */
export function startFederation(
  wiring: Wiring,
  publish: Publish,
  late?: { lateSeconds: number },
): { stop(): Promise<void> } {
  const { database, hubId: hub, processId: holder, log, audit, objects, connections } = wiring;
  const open = async (cluster: string) => createMemberClient(await connections.of(cluster), HUB);
  const changed = (cluster: string, applications: string[]) => publish('applications', cluster, applications);
  const onChange = (listener: () => void) => follow(wiring.live, isWork, listener);
  const onTrouble = (detail: string, error: unknown) => log.warn({ err: error }, detail);
  const common = { holder, hub, onChange, changed, onTrouble };
  const watches = keepWatches({ ...common, open, observed: postgresObserved(database) });
  const failover = wireFailover(wiring);
  const { standing } = failover;
  const speak = speakFor({
    ...{ open, standing, sights: wiring.sightsOfRequest },
    // the hub writes what it owns, after its guard: a person's own RBAC has no field manager
    inPerson: async () => undefined,
  });
  const same = sameActors();
  const clientFor: DeliverDeps['clientFor'] = (cluster, actor) => speak(cluster, same(actor));
  const deliveries = keepDeliveries({
    ...{ ...common, clientFor, audit, kinds: objects.kinds, deliveries: postgresDeliveries(database, late) },
    ...{ watches, onRights: wiring.rights.onChange },
  });
  const plans = keepPlans({
    ...{ ...failover, onTrouble },
    onChange: (listener) => follow(wiring.live, isFleet, listener),
  });
  const rollouts = keepRollouts({ ...wiring.federation, clock: wiring.clock, onTrouble });
  const failovers = keepFailovers({ ...failover, onTrouble });
  return {
    stop: async () => {
      await failovers.stop();
      await rollouts.stop();
      await plans.stop();
      await deliveries.stop();
      await watches.stop();
    },
  };
}

/** One object for each author, so that all turns of theirs are judged by one look at their rights (`teams/standing`). */
function sameActors(): (actor: PersonActor) => PersonActor {
  const known = new Map<string, PersonActor>();
  return (actor) => {
    const key = `${actor.id} ${actor.token?.id ?? ''}`;
    const found = known.get(key) ?? actor;
    known.set(key, found);
    return found;
  };
}

/** Calls at each change of applications and clusters, here and at other replicas. */
function follow(live: Wiring['live'], isMeant: (change: Change) => boolean, listener: () => void): () => void {
  const ended = new AbortController();
  const listen = async () => {
    for await (const batch of live.subscribe(undefined, ended.signal))
      if (batch.kind === 'resync' || batch.changes.some(isMeant)) listener();
  };
  void listen();
  return () => ended.abort();
}
