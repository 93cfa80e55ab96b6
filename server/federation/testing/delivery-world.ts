import crypto from 'node:crypto';
import { vi } from 'vitest';
import { memoryTrail } from '~/server/audit/testing/memory-trail';
import { postgresLeases } from '~/server/clusters/store/leases';
import { postgresRegistry } from '~/server/clusters/store/registry';
import { newCluster } from '~/server/clusters/testing/builders';
import type { Database } from '~/server/db/client';
import { createSealer } from '~/server/db/seal';
import { systemClock } from '~/server/kernel/clock';
import type { Json } from '~/server/kernel/json';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { Member } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import { connectMember } from '~/server/kube/member-connection';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { memberKinds } from '~/server/objects/kube';
import { speakFor } from '~/server/objects/speak-for';
import { postgresSights } from '~/server/teams/store/sights';
import { ADA } from '~/server/teams/testing/people';
import type { DriftRow } from '../model/drift';
import type { Target } from '../model/target';
import type { NewRevision, Viewer } from '../ports/applications';
import { postgresApplications } from '../store/applications';
import { postgresDeliveries } from '../store/deliveries';
import { postgresDrift } from '../store/drift';
import { postgresObserved } from '../store/observed';
import { keepDeliveries } from '../watch/keep-deliveries';
import { keepWatches } from '../watch/keep-watches';
import { newRevision, wantedTarget } from './revisions';

export const ALL: Viewer = { sight: 'all', teams: [] };
export const HUB_ID = 'hub-1';
const AUTHOR = { person: ADA.id, token: null, name: ADA.name };

export type DeliveryWorld = Awaited<ReturnType<typeof openDeliveryWorld>>;

/** A hub's engine room over PostgreSQL and one member, known as `here`, at which a test may work as somebody else. */
export async function openDeliveryWorld(database: Database, member: Member) {
  const connection = connectMember(member, { dialer: loopbackDialer });
  const client = createMemberClient(connection, { kind: 'hub' });
  const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));
  const { id: clusterId } = await registry.add(newCluster({ name: 'here' }));
  await database.pool.query(
    `INSERT INTO cluster_health (cluster_id, status, reason, since, checked_at, version) VALUES ($1, 'healthy', 'ok', now(), now(), 'v1.31.0')`,
    [clusterId],
  );
  const [applications, drifts, observed] = [
    postgresApplications(database),
    postgresDrift(database),
    postgresObserved(database),
  ];
  const leases = postgresLeases(database);
  await leases.keep('me', 3600);
  const { audit, record } = memoryTrail();
  const rights = { now: ADA.rights };
  const standing = { now: async () => ({ ...ADA, rights: rights.now }) };
  const open = async (): Promise<MemberClient> => client;
  const clientFor = speakFor({ open, standing, sights: postgresSights(database), inPerson: async () => undefined });
  const kinds = memberKinds({ clientFor: open, clock: systemClock });
  const { tell: wake, listen: onChange } = listeners();
  const { tell: tellRights, listen: onRights } = listeners();
  const troubles: unknown[] = [];
  const onTrouble = (detail: string, error: unknown) => void troubles.push([detail, error]);
  const common = { holder: 'me', hub: HUB_ID, onChange, changed: wake, onTrouble };
  const deliverDeps = () => ({
    clientFor,
    kinds,
    audit,
    hub: HUB_ID,
    deliveries: postgresDeliveries(database),
    changed: wake,
  });
  const start = () => {
    const watches = keepWatches({ ...common, open, observed, every: { look: 200, revert: 200, settle: 10 } });
    const every = { look: 200, sweep: 1000, settle: 5, rights: 5 };
    const kept = keepDeliveries({ ...common, ...deliverDeps(), watches, every, onRights });
    return async () => {
      await kept.stop();
      await watches.stop();
    };
  };
  let stop = start();

  const idOf = async (name: string) => (await applications.find(ALL, name))?.id ?? '';
  const targetOf = async (name: string): Promise<Target | undefined> =>
    (await applications.targets(ALL, await idOf(name)))[0];
  const until = <Value>(ask: () => Promise<Value>) => vi.waitFor(ask, { timeout: 20_000, interval: 25 });

  return {
    ...{
      client,
      applications,
      drifts,
      observed,
      record,
      rights,
      troubles,
      clusterId,
      leases,
      until,
      targetOf,
      idOf,
      wake,
      tellRights,
      deliverDeps,
    },
    save: async (given: Partial<NewRevision> & { name: string; objects: Json[] }) => {
      const { objects, ...rest } = given;
      const revision = newRevision({ ...rest, author: AUTHOR, targets: [wantedTarget(clusterId, objects)] });
      const number = await applications.save(revision);
      wake();
      return number;
    },
    /** Waits until the cluster has a revision, or was refused it. */
    settled: (name: string, revision: number) =>
      until(async () => {
        const target = await targetOf(name);
        const isSettled = target?.revision === revision && ['applied', 'refused'].includes(target.state);
        if (!target || !isSettled) throw new Error(`${name} is ${JSON.stringify(target)}; ${String(troubles[0])}`);
        return target;
      }),
    drift: async (name: string, state?: 'open' | 'ended'): Promise<DriftRow[]> =>
      (await drifts.list(ALL, { filter: { application: name, ...(state && { state }) }, offset: 0, limit: 100 })).rows,
    restart: async () => {
      await stop();
      stop = start();
    },
    stop: () => stop(),
    close: async () => {
      await stop();
      await connection.close();
    },
  };
}

/** Who is told, until they have heard enough. */
function listeners() {
  const all = new Set<() => void>();
  return {
    tell: () => {
      for (const listener of all) listener();
    },
    listen: (listener: () => void) => {
      all.add(listener);
      return () => void all.delete(listener);
    },
  };
}
