import type { z } from 'zod';
import type { Secret } from '~/server/kernel/secret';
import type { DialledMember, Member } from '~/server/kube/member';
import type { Sight } from '~/server/teams/model/sight';
import type { AgentRow, ClusterMode, JoinTokenInput, JoinTokenRow, Reach } from './model/agent';
import type { ClusterDetail, ClusterEdit, ClusterListInput, ClusterPage } from './model/cluster';
import type { CredentialListInput, CredentialPage } from './model/credential';
import type { HealthSlot } from './model/health';
import type {
  Gap,
  NamespaceListInput,
  NamespacePage,
  NodeListInput,
  NodePage,
  NodeRow,
  PodCountRow,
  SearchAnswer,
  SearchInput,
  ServiceListInput,
  ServicePage,
  WorkloadListInput,
  WorkloadPage,
  WorkloadRow,
} from './model/inventory';
import type { MintingState, ServiceAccount } from './model/minting';
import type { KubeconfigContext } from './model/registration';
import type { Fence } from './store/inventory';

/** How to reach a member, with the credential open; lives only as long as the call that needs it. */
export type MemberAccess = DialledMember;

export type NewCluster = {
  name: string;
  /** Null where the hub holds nothing: an agent in the member dials it. */
  access: MemberAccess | null;
  kubeSystemUid: string;
  identity: string | null;
  credentialExpiresAt: Date | null;
  registeredBy: string;
  places: { environment: string | null; provider: string | null; region: string | null; zone: string | null };
  observed: { environment: string | null; provider: string | null; region: string | null; zone: string | null };
  labels: Record<string, string>;
  annotations: Record<string, string>;
};

export type RegisteredCluster = {
  id: string;
  name: string;
  state: 'active' | 'cordoned' | 'suspended';
  revision: number;
  kubeSystemUid: string | null;
  mode: ClusterMode;
};

/** The registered members. Writes fail with `conflict` when a name or an API server is registered already. */
export type ClusterRegistry = {
  find(name: string): Promise<RegisteredCluster | undefined>;
  findByUid(kubeSystemUid: string): Promise<RegisteredCluster | undefined>;
  /** Opens the sealed credential. */
  member(id: string): Promise<Member>;
  add(cluster: NewCluster): Promise<RegisteredCluster>;
  edit(id: string, edit: z.infer<typeof ClusterEdit>): Promise<void>;
  setState(id: string, state: RegisteredCluster['state']): Promise<void>;
  replaceAccess(id: string, access: MemberAccess, identity: string | null, expiresAt: Date | null): Promise<void>;
  /** From now on it is reached in this way; throws `conflict` for push when the hub holds no credential. */
  setMode(id: string, mode: ClusterMode): Promise<void>;
  /** Drops what the hub holds of a member that its agent reaches. */
  forgetCredential(id: string): Promise<void>;
  remove(id: string): Promise<void>;
};

/** What pages read of what is in sight; every list is sorted, filtered and paged where the data is. */
export type FleetLists = {
  clusters(
    sight: Sight,
    input: z.infer<typeof ClusterListInput>,
  ): Promise<Omit<z.infer<typeof ClusterPage>, 'lastEventId'>>;
  /** How a member is reached is told to those alone who see all of it. */
  cluster(sight: Sight, name: string): Promise<Omit<ClusterDetail, 'seen'> | undefined>;
  /** What the hub holds of each member, without what would open it. */
  credentials(
    sight: Sight,
    input: z.infer<typeof CredentialListInput>,
  ): Promise<Omit<z.infer<typeof CredentialPage>, 'lastEventId'>>;
  healthHistory(name: string, hours: number): Promise<HealthSlot[]>;
  nodes(sight: Sight, input: z.infer<typeof NodeListInput>): Promise<Omit<z.infer<typeof NodePage>, 'lastEventId'>>;
  /** Those of the named nodes that exist, as `nodes` gives them, in no order. */
  nodesByKey(sight: Sight, keys: { cluster: string; name: string }[]): Promise<NodeRow[]>;
  namespaces(
    sight: Sight,
    input: z.infer<typeof NamespaceListInput>,
  ): Promise<Omit<z.infer<typeof NamespacePage>, 'lastEventId'>>;
  workloads(
    sight: Sight,
    input: z.infer<typeof WorkloadListInput>,
  ): Promise<Omit<z.infer<typeof WorkloadPage>, 'lastEventId'>>;
  /** Those of the named workloads that exist, as `workloads` gives them, in no order. */
  workloadsByKey(sight: Sight, keys: WorkloadName[]): Promise<WorkloadRow[]>;
  services(
    sight: Sight,
    input: z.infer<typeof ServiceListInput>,
  ): Promise<Omit<z.infer<typeof ServicePage>, 'lastEventId'>>;
  podCounts(sight: Sight, of: PodsOf): Promise<PodCountRow[]>;
  search(sight: Sight, input: z.infer<typeof SearchInput>): Promise<Omit<SearchAnswer, 'gaps'>>;
  gaps(sight: Sight): Promise<Gap[]>;
  tally(): Promise<FleetTally>;
};

type WorkloadName = { cluster: string; kind: string; namespace: string; name: string };
type PodsOf = { cluster: string; namespace?: string | undefined; workload?: string | undefined };

/** How many clusters are in each status and watches in each state, and how many members a replica holds. */
export type FleetTally = { clusters: Record<string, number>; watches: Record<string, number>; leases: number };

export type AccessQuestion = { verb: string; group: string; resource: string };

/** What a member says of itself when the hub knocks; throws a `cluster-…` failure when it does not answer. */
export type MemberFacts = {
  version: string;
  latencyMs: number;
  ready: boolean;
  notReady: string[];
  clusterUid: string | null;
  clockSkewMs: number | null;
  identity: { user: string; groups: string[] } | null;
  serverCertificate: { expiresAt: Date; fingerprint: string } | null;
  credentialExpiresAt: Date | null;
};

export type NodeFacts = {
  count: number;
  places: { region: string | null; zone: string | null; provider: string | null }[];
  environment: string | null;
};

/** What is asked of a member over one connection. Every question throws a `cluster-…` failure when there is no answer. */
export type MemberVisit = {
  probe(): Promise<MemberFacts>;
  /** An answer for each question, in their order. */
  mayI(questions: AccessQuestion[]): Promise<boolean[]>;
  lookAround(): Promise<NodeFacts>;
};

/** A kubeconfig that was read. */
export type Kubeconfig = {
  contexts: KubeconfigContext[];
  /** Throws `invalid` for a context that is not there or cannot be used. */
  accessOf(context: string): MemberAccess;
};

export type Members = {
  /** Opens a connection for as long as `ask` takes, and answers what it answers. */
  visit<Value>(member: Member, ask: (visit: MemberVisit) => Promise<Value>): Promise<Value>;
  /** Throws `invalid` at the field when the address may not be dialled or is no https address. */
  checkAddress(server: string): Promise<void>;
  /** Throws `invalid` at `field` when the text is no kubeconfig as a whole. */
  readKubeconfig(text: string, field: string): Promise<Kubeconfig>;
};

/** The roles and bindings that this hub wrote into a member for its people; throws a `cluster-…` failure. */
export type AccessInMember = {
  /** As kubectl's `-l`, of all that is meant. */
  selector: string;
  count(cluster: string): Promise<number>;
  /** Removes them, has the hub forget the member before they could be written back, and answers how many there were. */
  withdraw(cluster: string, forget: () => Promise<void>): Promise<number>;
};

/** What a member is asked about tokens of its service accounts; throws a `cluster-…` failure. */
export type TokenEndpoint = {
  /** As which service account the credential speaks, and whether it may mint tokens of its own; null when it is none's. */
  account(member: Member): Promise<{ account: ServiceAccount; mayMint: boolean; why: string } | null>;
  /** A token for so many seconds, or fewer. */
  mint(member: Member, account: ServiceAccount, seconds: number): Promise<{ token: Secret; lifeMs: number }>;
};

/** A member whose token is due, as whoever leases it may renew it while it is reached in this way. */
export type DueToken = { fence: Fence; name: string; revision: number; kubeSystemUid: string | null };

/** What opens a member: the credential that was given first, or a token that was minted since. */
export type HeldToken = { by: 'first' | 'minted'; access: MemberAccess };

export type KeptToken = {
  token: Secret;
  account: ServiceAccount;
  mintedAt: Date;
  expiresAt: Date;
  dueAt: Date;
  /** What it was minted with: a minted one has shown that the first credential is not needed. */
  by: HeldToken['by'];
};

export type NoToken = {
  state: Exclude<MintingState, 'minted'>;
  detail: string;
  /** Undefined: as it was known before. */
  account: ServiceAccount | null | undefined;
  triedAt: Date;
  dueAt: Date;
};

/** Tokens of short life that the hub mints for itself, sealed as every credential. */
export type MintedTokens = {
  /** The longest overdue first. */
  due(holder: string, now: Date, most: number): Promise<DueToken[]>;
  /** What may mint the next one, in the order in which it is tried; what has ended is left out. */
  open(due: DueToken, now: Date): Promise<HeldToken[]>;
  /** From now on this one is used; false, and nothing is kept, when the lease or the way to the member is another by now. */
  keep(due: DueToken, minted: KeptToken): Promise<boolean>;
  note(due: DueToken, why: NoToken): Promise<void>;
  /** The next renewal is due; false when the member has none. */
  hasten(clusterId: string, forgetFirst: boolean, now: Date): Promise<boolean>;
};

/** A token that lives, as whoever shows it may use it. */
export type LiveToken = Pick<JoinTokenInput, 'names' | 'environment' | 'labels' | 'autoApprove'> & { id: string };

/** Tokens with which agents introduce themselves; kept as hashes. */
export type JoinTokenStore = {
  make(hash: Uint8Array, input: JoinTokenInput, madeBy: string, expiresAt: Date): Promise<string>;
  /** The token, when it lives and has a use left; takes none. */
  find(hash: Uint8Array, now: Date): Promise<LiveToken | undefined>;
  /** Takes one use; false when there was none (any more). */
  use(id: string, now: Date): Promise<boolean>;
  list(now: Date): Promise<JoinTokenRow[]>;
  /** Throws `not-found`. */
  end(id: string): Promise<void>;
};

export type AgentState = AgentRow['state'];

/** What the hub knows of a key that was made in a member. */
export type KnownAgent = {
  id: string;
  state: AgentState;
  clusterId: string | null;
  name: string;
  publicKey: string;
  fingerprint: string;
  kubeSystemUid: string;
  environment: string | null;
  region: string | null;
  zone: string | null;
  labels: Record<string, string>;
  quarantinedUntil: Date | null;
};

export type NewAgent = Omit<KnownAgent, 'id' | 'state' | 'quarantinedUntil'> & {
  tokenId: string;
  kubernetesVersion: string;
  agentVersion: string;
  requestedFrom: string;
};

export type AgentStore = {
  find(id: string): Promise<KnownAgent | undefined>;
  findByFingerprint(fingerprint: string): Promise<KnownAgent | undefined>;
  /** Throws `conflict` when the key introduced itself at the same moment. */
  add(agent: NewAgent): Promise<KnownAgent>;
  /** Moves an agent on from the state it was in; false when it is no longer in it. */
  decide(id: string, from: AgentState, to: AgentState, by: string, clusterId?: string): Promise<boolean>;
  /** The approved agents of a cluster. */
  approvedOf(clusterId: string): Promise<KnownAgent[]>;
  certified(id: string, expiresAt: Date): Promise<void>;
  list(): Promise<AgentRow[]>;
  /** How a cluster is reached. */
  reach(clusterId: string): Promise<Reach>;
};
