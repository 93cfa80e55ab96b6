import { randomUUID } from 'node:crypto';
import { type Gate, gateFor } from './api/gate';
import { createAuditTrail } from './audit/audit-trail';
import type {
  AuditTrail,
  ChainReader,
  DoorRecord,
  RecordingReader,
  RecordingStore,
  RecordReader,
  SessionPolicies,
  StreamStore,
} from './audit/ports';
import { chainReader } from './audit/store/chain-reader';
import { postgresEntries } from './audit/store/entries';
import { postgresRecordings } from './audit/store/recordings';
import { postgresRecords } from './audit/store/records';
import { auditRetention, type Retention } from './audit/store/retention';
import { postgresSessionPolicies } from './audit/store/session-policies';
import { postgresStreams } from './audit/store/streams';
import { createMemberPool, type MemberPool } from './clusters/member-pool';
import type { FleetLists } from './clusters/ports';
import type { RemovalDeps } from './clusters/remove-cluster';
import { fleetLists } from './clusters/store/fleet-lists';
import { postgresRegistry } from './clusters/store/registry';
import { type ClusterDeps, wireClusters } from './clusters/wire-clusters';
import type { Database } from './db/client';
import type { Sealer } from './db/seal';
import { type Env, publicOrigin } from './env';
import { type Federation, wireFederation } from './federation/wire-federation';
import { machinesAddress } from './gateway/machines-address';
import { accessInMember } from './gateway/rbac/access-in-member';
import type { AccessStates } from './gateway/rbac/ports';
import { postgresAccessStates } from './gateway/rbac/store/access-states';
import { postgresAccessTurns } from './gateway/rbac/store/access-turns';
import { type Agents, type AgentsGround, wireAgents } from './gateway/wire-agents';
import { wireClients } from './gateway/wire-clients';
import { type Clock, systemClock } from './kernel/clock';
import { DomainError } from './kernel/failure';
import { createAddressPolicy, MAIL_PORTS } from './kube/dial/address-policy';
import { parseDialAllow } from './kube/dial/dial-allow';
import { dialedFetch } from './kube/dial/dialed-fetch';
import { createDialer, type Dialer } from './kube/dial/dialer';
import { createSocketDialer } from './kube/dial/open-socket';
import type { Member } from './kube/member';
import { connectMember, type MemberConnection } from './kube/member-connection';
import { explainFault } from './kube/request/member-failure';
import { postOnce } from './kube/request/post-once';
import type { Topic } from './live/change';
import type { LiveHub } from './live/live-hub';
import type { Log } from './log';
import { createMetrics, type Metrics } from './metrics';
import type { ManageDeps } from './notifications/manage';
import type { Events, Outbox } from './notifications/ports';
import { sendMessage } from './notifications/send-message';
import { postgresChannels } from './notifications/store/channels';
import { postgresEvents } from './notifications/store/events';
import { postgresOutbox } from './notifications/store/outbox';
import { postgresRules } from './notifications/store/rules';
import type { DrainDeps } from './objects/drain-node';
import { memberKinds } from './objects/kube';
import type { ObjectDeps } from './objects/ports';
import { postgresDrains } from './objects/store';
import type { TokenDeps } from './teams/create-token';
import type { TeamDeps } from './teams/give';
import { openidClient } from './teams/oidc-client';
import { scryptPasswords } from './teams/passwords';
import type { Sights } from './teams/ports';
import { rememberSights } from './teams/remember-sights';
import { requireStill } from './teams/require-still';
import type { SessionDeps } from './teams/sessions';
import type { ElsewhereDeps } from './teams/sign-in-elsewhere';
import { standingOf } from './teams/standing';
import { postgresAccounts } from './teams/store/accounts';
import { postgresTokens } from './teams/store/api-tokens';
import { postgresAttempts } from './teams/store/attempts';
import { decidersOf } from './teams/store/deciders';
import { postgresDevices } from './teams/store/devices';
import { postgresGrants } from './teams/store/grants';
import { postgresKubectl } from './teams/store/kubectl-sessions';
import { postgresPeople } from './teams/store/people';
import { postgresProviders } from './teams/store/providers';
import { postgresRequests } from './teams/store/requests';
import { postgresSessions } from './teams/store/sessions';
import { postgresSights } from './teams/store/sights';
import { teamIdsOf } from './teams/store/team-ids';
import { postgresTeams } from './teams/store/teams';
import type { RightsSignal } from './teams/watch/rights-signal';
import type { EditDeps } from './topology/edit-places';
import { kubeNodePlaces } from './topology/kube';
import { placedObjects } from './topology/placed-objects';
import type { GatewayLossDeps } from './topology/read-gateway-loss';
import type { LossDeps } from './topology/read-loss';
import type { MapDeps } from './topology/read-map';
import type { SchedulingDeps } from './topology/schedule-objects';
import { postgresLosses } from './topology/store/loss';
import { postgresMap } from './topology/store/map';
import { postgresPlacedWorkloads } from './topology/store/placed-workloads';
import type { Yaml } from './yaml/model';

/** Everything that use cases need, made once per process. */
export type Wiring = {
  env: Env;
  log: Log;
  clock: Clock;
  /** This hub among others that govern a member, and this process among its replicas. */
  hubId: string;
  processId: string;
  database: Database;
  live: LiveHub;
  gate: Gate;
  secureCookies: boolean;
  sessions: SessionDeps;
  accounts: TokenDeps & ElsewhereDeps;
  /** As they are at this very moment, and as a request sees them from its begin to its end. */
  sights: Sights;
  sightsOfRequest: Sights;
  /** Ids of a person's teams, and names of whom they may ask for more. */
  teamsOf(person: string): Promise<string[]>;
  decidersOf(person: string): Promise<string[]>;
  rights: RightsSignal;
  teams: TeamDeps;
  /** Whether each member's own RBAC says what the grants say. */
  memberRights: AccessStates;
  audit: AuditTrail & DoorRecord;
  record: RecordReader & Retention & StreamStore & { chain(): Promise<ChainReader> };
  /** What people ran in containers, and what is asked of them. */
  recordings: RecordingStore & RecordingReader;
  policies: SessionPolicies;
  lists: FleetLists;
  metrics: Metrics;
  clusters: ClusterDeps & RemovalDeps;
  agents: Agents;
  topology: MapDeps & EditDeps & LossDeps & GatewayLossDeps & SchedulingDeps;
  objects: ObjectDeps & DrainDeps;
  federation: Federation;
  notifications: Notifications;
  /** How kubectl and agents reach the hub; no authority where everyone trusts the one behind its certificate. */
  machines: { hub: string; certificateAuthority: string | null };
  dialer: Dialer;
  connect(member: Member): MemberConnection;
  connections: MemberPool<MemberConnection>;
};

type Notifications = ManageDeps & { events: Events; outbox: Outbox };

export type Ground = Omit<AgentsGround, 'door' | 'peerAddress'> & {
  env: Env;
  hubId: string;
  sealer: Sealer;
  live: LiveHub;
  rights: RightsSignal;
  yaml: Yaml;
  /** A cluster was registered, changed or removed: watches look again and other replicas are told. */
  changed(cluster: string): void;
  /** Browsers here and at other replicas hear that something of a cluster is new. */
  publish(topic: Topic, cluster: string): void;
};

export function createWiring(ground: Ground): Wiring {
  const { env, log, database, sealer, live, rights, yaml, changed, publish } = ground;
  const clock = systemClock;
  const policy = createAddressPolicy(parseDialAllow(env.dialAllow));
  const dialer = createDialer(policy);
  const registry = postgresRegistry(database, sealer);
  const sights = postgresSights(database);
  const sightsOfRequest = rememberSights(sights);
  const { audit, record } = wireRecord(ground, sights, clock);
  const { processId, agents, connect, visit } = wireWays(ground, dialer, { registry, audit, clock });
  const clusters = wireClusters(ground, visit, { registry, audit, clock, changed });
  const lists = fleetLists(database);
  const missing = (name: string) => new DomainError({ kind: 'not-found', what: 'cluster', name });
  const connections = createMemberPool(registry, (member) => pooled(connect(member)), missing);
  const people = peopleDeps(ground, audit, dialer);
  const standing = standingOf({ people: people.sessions.people, tokens: people.accounts.tokens, clock });
  const memberRights = postgresAccessStates(database);
  const teamsOf = teamIdsOf(database);
  const speakers = { sights: sightsOfRequest, standing, memberRights, teamsOf };
  const { open, clientFor } = wireClients({ registry, connections, ...speakers });
  const kinds = memberKinds({ clientFor, clock });
  const onTrouble = (detail: string, error: unknown) => log.error({ err: error }, detail);
  const placed = placedObjects({
    registry,
    nodes: kubeNodePlaces,
    registered: (name) => database.prisma.cluster.findUnique({ where: { name } }) as never,
    clientFor,
    requireEdit: (cluster, actor) => requireStill({ sights, standing }, actor, 'clusters.edit', { cluster }),
  });
  return {
    ...{ env, log, clock, database, live },
    ...{ hubId: ground.hubId, processId },
    gate: gateFor(env),
    secureCookies: env.publicUrl?.protocol === 'https:',
    ...people,
    ...{ sights, sightsOfRequest, rights, teamsOf, decidersOf: decidersOf(database) },
    memberRights,
    ...{ audit, record, lists },
    ...{ recordings: postgresRecordings(database), policies: postgresSessionPolicies(database) },
    metrics: createMetrics({ tally: lists.tally, pool: database.pool, listeners: live.listeners }),
    clusters: { ...clusters, access: accessInMember(ground.hubId, open, postgresAccessTurns(database)) },
    agents,
    topology: {
      ...{ losses: postgresLosses(database), placed: postgresPlacedWorkloads(database), clientFor, kinds },
      map: postgresMap(database),
      gaps: lists.gaps,
      lastEventId: live.lastEventId,
      objects: placed,
      audit,
      changed,
    },
    objects: {
      ...{ clientFor, kinds, yaml, audit, clock, onTrouble },
      drains: postgresDrains(database),
      changed: (cluster) => publish('drains', cluster),
    },
    federation: wireFederation(ground, { ...people.teams, ...{ sights, teamsOf, audit, clientFor, kinds } }),
    notifications: wireNotifications(ground, dialer, audit),
    machines: machinesAddress(ground).door,
    ...{ dialer, connect, connections },
  };
}

/** The two ways to a member: the hub dials it, or its agent has dialled the hub. */
function wireWays(ground: Ground, dialer: Dialer, needed: Parameters<typeof wireAgents>[2]) {
  const processId = randomUUID();
  const agents = wireAgents({ ...ground, ...machinesAddress(ground) }, processId, needed);
  const ways = { dialer, agents: agents.tunnels.tunnels.route };
  return {
    ...{ processId, agents, connect: (member: Member) => connectMember(member, ways) },
    // a short visit: few sockets, because each costs a handshake
    visit: (member: Member) => connectMember(member, { ...ways, concurrent: 2 }),
  };
}

function wireNotifications({ env, database, sealer }: Ground, dialer: Dialer, audit: AuditTrail): Notifications {
  const mailPolicy = createAddressPolicy(parseDialAllow(env.dialAllow), MAIL_PORTS);
  const send = sendMessage({
    post: (request) => postOnce(dialer, request),
    openSocket: createSocketDialer(mailPolicy),
    ...{ explainFault, clock: systemClock, origin: publicOrigin(env) },
  });
  return {
    ...{ rules: postgresRules(database), channels: postgresChannels(database, sealer), send, audit },
    ...{ events: postgresEvents(database), outbox: postgresOutbox(database) },
  };
}

function wireRecord({ database, sealer }: Ground, sights: Sights, clock: Clock): Pick<Wiring, 'audit' | 'record'> {
  const chain = () => chainReader(database, sealer);
  return {
    audit: createAuditTrail({ entries: postgresEntries(database, sealer), sights, clock }),
    record: { ...postgresRecords(database), ...postgresStreams(database), chain, ...auditRetention(database, sealer) },
  };
}

/** Who people are, how they get in, and what they are given. */
function peopleDeps(
  { database, sealer }: Ground,
  audit: Wiring['audit'],
  dialer: Dialer,
): Pick<Wiring, 'sessions' | 'accounts' | 'teams'> {
  const people = postgresPeople(database);
  const [teams, grants] = [postgresTeams(database), postgresGrants(database)];
  const common = { teams, grants, audit, clock: systemClock };
  return {
    sessions: { people, clock: systemClock },
    accounts: {
      ...{ accounts: postgresAccounts(database), attempts: postgresAttempts(database) },
      ...{ sessions: postgresSessions(database), tokens: postgresTokens(database, grants), people, ...common },
      ...{ devices: postgresDevices(database), kubectl: postgresKubectl(database) },
      passwords: scryptPasswords(),
      providers: postgresProviders(database, sealer),
      oidc: openidClient((authority) => dialedFetch(dialer, authority)),
    },
    teams: { requests: postgresRequests(database), ...common },
  };
}

const pooled = (value: MemberConnection) => ({ value, close: () => value.close() });

const KEY = Symbol.for('portolan.wiring');
type Holder = { [KEY]?: Wiring };

/** main.ts and Next's bundle are two module graphs in one process; this is the one thing they share. */
export function shareWiring(wiring: Wiring): void {
  (globalThis as Holder)[KEY] = wiring;
}

export function sharedWiring(): Wiring {
  const wiring = (globalThis as Holder)[KEY];
  if (!wiring) throw new Error('the hub is not started: pages are served by server/main.ts alone');
  return wiring;
}
