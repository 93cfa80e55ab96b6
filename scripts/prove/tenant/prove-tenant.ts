import { memoryTrail } from '~/server/audit/testing/memory-trail';
import { deliverApplication } from '~/server/federation/deliver-application';
import type { InventoryItem, ObjectKey } from '~/server/federation/model/inventory';
import type { FederationDeps } from '~/server/federation/plan-application';
import type { Claim, DeliveryStore, Due } from '~/server/federation/ports/deliveries';
import { saveApplication } from '~/server/federation/save-application';
import { memoryApplications } from '~/server/federation/testing/memory-applications';
import { memoryCandidates } from '~/server/federation/testing/memory-candidates';
import { failureOf } from '~/server/kernel/failure';
import type { MemberClient } from '~/server/kube/member-client';
import { speakFor } from '~/server/objects/speak-for';
import type { Sight } from '~/server/teams/model/sight';
import { personWith } from '~/server/teams/testing/people';
import type { Proof } from '../proof';
import { type Case, CLUSTERS, type Grants, generateCase } from './generate-case';
import { judgeWrites } from './judge-writes';
import { HUB, KINDS, recordedMember, type Write } from './recorded-member';

const SEEDS = 1500;
const TEAM = { id: 'team', name: 'tenants', description: '', members: 1, grants: 1, createdAt: '2026-01-01T00:00:00Z' };
const IDS = CLUSTERS.map((name) => ({ id: `id-${name}`, name }));

type Counts = { saved: number; refused: number; turns: number; writes: number };

/** How a hub may be broken so that the proof can be seen to notice. */
type Fault = 'no-guard' | 'foreign-inventory' | undefined;

/**
 * Applications of a team, generated to reach for more than its grant, are saved and delivered by the hub's own use cases and guard,
 * to members that would take anything: nothing outside of the grant is written, and nothing of another application.
 */
export const proveTenant: Proof = async ({ seeds = SEEDS, seconds }) => {
  const until = seconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + seconds * 1000;
  const planted = [await isCaught('no-guard'), await isCaught('foreign-inventory')];
  const counts = { saved: 0, refused: 0, turns: 0, writes: 0 };
  const violations: string[] = [];
  let done = 0;
  for (; done < seeds && performance.now() < until; done++) {
    const found = await tryCase(generateCase(done), counts, undefined);
    violations.push(...found.map((sentence) => `seed ${done}: ${sentence}`));
  }
  if (counts.writes === 0 || counts.refused === 0) violations.push('nothing was written, or nothing refused');
  const faults = { faults_planted: planted.length, faults_caught: planted.filter(Boolean).length };
  return { counts: { seeds: done, ...counts, ...faults }, violations };
};

async function isCaught(fault: Fault): Promise<boolean> {
  const counts = { saved: 0, refused: 0, turns: 0, writes: 0 };
  for (let seed = 0; seed < SEEDS; seed++)
    if ((await tryCase(generateCase(seed), counts, fault)).length > 0) return true;
  return false;
}

async function tryCase(given: Case, counts: Counts, fault: Fault): Promise<string[]> {
  const writes: Write[] = [];
  const members = new Map(
    CLUSTERS.map((name) => [
      name,
      recordedMember(
        name,
        given.standing.filter(({ cluster }) => cluster === name),
        writes,
      ),
    ]),
  );
  const hub = openHub(fault === 'no-guard' ? everything() : given.grants, members);
  const inventory = new Map<string, InventoryItem[]>();
  if (fault === 'foreign-inventory') for (const name of CLUSTERS) inventory.set(name, foreignItems(given, name));
  for (const text of given.texts) {
    const saved = await hub.save(text).catch((error: unknown) => {
      if (!failureOf(error)) throw error;
      counts.refused += 1;
    });
    if (saved === undefined) continue;
    counts.saved += 1;
    for (const { cluster, objects } of await hub.wanted()) {
      counts.turns += 1;
      await hub.deliver(
        cluster,
        objects.map(({ object }) => object),
        inventory,
        saved,
      );
    }
  }
  counts.writes += writes.length;
  return judgeWrites(given.grants, writes);
}

const everything = (): Grants => Object.fromEntries(CLUSTERS.map((name) => [name, { whole: true, namespaces: [] }]));

const sightOf = (grants: Grants): Sight =>
  new Map(
    Object.entries(grants).map(([name, { whole, namespaces }]) => [
      name,
      { id: `id-${name}`, whole, namespaces: whole ? ('all' as const) : new Set(namespaces) },
    ]),
  );

/** The use cases over memory, with the real guard between them and the members. */
function openHub(grants: Grants, members: ReadonlyMap<string, MemberClient>) {
  const { audit } = memoryTrail();
  const sight = sightOf(grants);
  const none: Sight = new Map();
  const sights = { of: async (_rights: unknown, action: string) => (action === 'teams.grant' ? none : sight) };
  const applications = memoryApplications(
    new Map(IDS.map(({ id, name }) => [id, name])),
    new Map([['team', 'tenants']]),
  );
  const deps = {
    ...{ applications, candidates: memoryCandidates(IDS), audit, sights },
    ...{ teamsOf: async () => ['team'], teams: { list: async () => [TEAM] }, changed: () => undefined },
    yaml: { read: async (text: string) => ({ ok: true, documents: [{ value: JSON.parse(text), line: 1 }] }) },
  } as unknown as FederationDeps;
  const actor = { ...personWith('editor'), action: 'federation.save' as const };
  const open = async (cluster: string) => members.get(cluster) as MemberClient;
  const standing = { now: async () => actor };
  const clientFor = speakFor({ open, sights, standing, inPerson: async () => undefined });
  let base: number | null = null;
  const save = async (text: string) => {
    const rest = { reason: '', restores: null, confirmsRemoval: true, atOnce: true };
    const { revision } = await saveApplication(deps, { actor, requestId: 'r' }, { text, base, ...rest });
    base = revision;
    return revision;
  };
  const idOf = async () => (await applications.find({ sight: 'all', teams: [] }, 'mine'))?.id ?? '';
  return {
    save,
    wanted: async () => applications.wanted(await idOf()),
    deliver: async (
      cluster: string,
      objects: Claim['objects'],
      kept: Map<string, InventoryItem[]>,
      revision: number,
    ) => {
      const found = await applications.find({ sight: 'all', teams: [] }, 'mine');
      const claim: Claim = {
        ...{ applicationId: 'id', application: 'mine', revision, isWithdrawing: objects.length === 0, attempt: 1 },
        ...{ author: { person: actor.id, token: null, name: actor.name }, removal: 'delete' as const },
        ...{ adopt: found?.spec.adopt ?? false, confirmsRemoval: true, objects },
        inventory: kept.get(cluster) ?? [],
        doubts: [],
      };
      const due: Due = {
        applicationId: 'id',
        cluster,
        isAway: false,
        fence: { clusterId: cluster, holder: 'me', epoch: 1 },
      };
      const kinds = { of: async () => ({ kinds: KINDS, gaps: [] }), find: async () => KINDS[0] } as never;
      const deliveries = memoryDeliveries(claim, kept, cluster);
      const rest = { hub: HUB, clientFor, kinds, audit, changed: () => undefined };
      await deliverApplication({ ...rest, deliveries }, due, new AbortController().signal);
    },
  };
}

/** One turn's store: what is kept is the inventory of the next. */
function memoryDeliveries(claim: Claim, kept: Map<string, InventoryItem[]>, cluster: string): DeliveryStore {
  const same = (one: ObjectKey) => (other: ObjectKey) =>
    one.kind === other.kind && one.namespace === other.namespace && one.name === other.name;
  const without = (item: ObjectKey) => (kept.get(cluster) ?? []).filter((other) => !same(item)(other));
  return {
    due: async () => [],
    claim: async () => claim,
    begin: async () => true,
    refused: async () => undefined,
    keep: async (_fence, _claim, item) => {
      kept.set(cluster, [...without(item), item]);
      return true;
    },
    forget: async (_fence, _claim, item) => {
      kept.set(cluster, without(item));
      return true;
    },
    settle: async () => undefined,
    rightsChanged: async () => undefined,
    sweep: async () => undefined,
  };
}

/** An inventory that takes what is another's for its own. */
const foreignItems = (given: Case, cluster: string): InventoryItem[] =>
  given.standing
    .filter((one) => one.cluster === cluster && one.owner !== null)
    .map(({ plural, namespace, name }) => {
      const kind = KINDS.find((one) => one.plural === plural);
      return {
        ...{ group: kind?.group ?? '', version: 'v1', kind: kind?.kind ?? '', plural, namespace, name },
        ...{ uid: `stood-${plural}-${namespace}-${name}`, revision: 1, applied: {} },
      };
    });
