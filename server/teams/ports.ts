import type { Secret } from '~/server/kernel/secret';
import type { Claimed } from './core/judge-claims';
import type { PollAnswer } from './core/judge-poll';
import type { Action } from './model/action';
import type { PersonActor } from './model/actor';
import type { GrantScope } from './model/grant';
import type { MachineRow } from './model/machine';
import type { PersonRow, SessionRow } from './model/person';
import type { ProviderHealth, ProviderInput, ProviderLook, ProviderRow, ProviderTest } from './model/provider';
import type { Rights } from './model/rights';
import type { Sight } from './model/sight';
import type {
  AccessRequestInput,
  AccessRequestRow,
  GrantRow,
  RoleRow,
  Subject,
  TeamDetail,
  TeamMember,
  TeamRow,
} from './model/team';
import type { TokenRow } from './model/token';

/** People, their sessions and the one-time link; tokens arrive here only as SHA-256 digests. */
export type PeopleStore = {
  hasAdministrator(): Promise<boolean>;
  /** Keeps at most one link: the older one stops working. */
  replaceLink(tokenHash: Digest, expiresAt: Date): Promise<void>;
  /** Uses the link up, makes the first administrator and a session, all or nothing; undefined when there is no such link. */
  consumeLink(tokenHash: Digest, session: NewSession, now: Date): Promise<PersonActor | undefined>;
  /** A session of the machine account `name`, which is made when it does not exist. */
  openSession(name: string, session: NewSession): Promise<PersonActor>;
  /** The person of a session that lives at `now` and was used after `idleSince`, with the rights of now; using it renews it. */
  findSession(tokenHash: Digest, now: Date, idleSince: Date): Promise<FoundSession | undefined>;
  /** Gives the session another token, the old one working until `graceUntil`; false when another request was faster. */
  rotateSession(tokenHash: Digest, to: { tokenHash: Digest; rightsPrint: string; graceUntil: Date }): Promise<boolean>;
  /** Notes which rights a session was opened with. */
  printSession(tokenHash: Digest, rightsPrint: string): Promise<void>;
  closeSession(tokenHash: Digest): Promise<void>;
  /** Someone who is not disabled, with the rights of now. */
  find(personId: string, now: Date): Promise<PersonActor | undefined>;
  /** All that a person may do at a moment. */
  rightsOf(personId: string, now: Date): Promise<Rights>;
};

type Digest = Uint8Array<ArrayBuffer>;

/** `rightsPrint`: the rights that the session had when its token was made; null: not noted yet. `isOld`: by the token before. */
export type FoundSession = { person: PersonActor; rightsPrint: string | null; isOld: boolean };

export type NewSession = {
  tokenHash: Digest;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  /** `link`, `password`, `invitation`, `local`, `kubectl`, or the name of an identity provider. */
  by: string;
  address: string;
  agent: string;
};

/** How a person is known to the sign-in page. */
export type Account = { id: string; name: string; login: string; hash: string | undefined; disabled: boolean };

/** People as those see them who administer them, and how they get in. */
export type AccountStore = {
  /** Everyone, by name; at most 5000. */
  list(): Promise<PersonRow[]>;
  find(id: string): Promise<PersonRow | undefined>;
  findByLogin(login: string): Promise<Account | undefined>;
  findById(id: string): Promise<Account | undefined>;
  /** A person who can do nothing yet; throws `conflict` when the login is taken. */
  add(person: { name: string; login: string }): Promise<string>;
  /** Replaces the invitation before it. */
  invite(id: string, tokenHash: Digest, expiresAt: Date): Promise<void>;
  /** Whose invitation this is; undefined when it is none, too old, or its person is disabled. */
  invited(tokenHash: Digest, now: Date): Promise<Account | undefined>;
  /** Uses the invitation up, sets the password and ends all sessions, all or nothing; false when someone was faster. */
  acceptInvitation(tokenHash: Digest, hash: string, now: Date): Promise<boolean>;
  /** Sets the password and ends all sessions but one. */
  setPassword(id: string, hash: string, keepSession: string | undefined): Promise<void>;
  /**
   * Disabling ends sessions, tokens and invitation for good. Throws `not-found`, and `conflict` for the last person who
   * administers the whole fleet.
   */
  setDisabled(id: string, disabled: boolean): Promise<void>;
};

/** Tries to sign in, counted for all replicas together. */
export type AttemptStore = {
  /** Counts a try of an account from a network, or answers how many milliseconds too early it is. */
  take(account: string, network: string, now: Date): Promise<number>;
  /** The try was right: it is not counted, and the network is known for this account. */
  forgive(account: string, network: string, now: Date): Promise<void>;
};

/** The sessions of one person. */
export type SessionStore = {
  open(personId: string, session: NewSession): Promise<void>;
  list(personId: string, current: string | undefined, now: Date, idleSince: Date): Promise<SessionRow[]>;
  /** Ends one of them, or all; answers how many there were. */
  close(personId: string, id: string | undefined): Promise<number>;
};

export type NewApiToken = {
  tokenHash: Digest;
  name: string;
  role: string;
  scope: GrantScope | null;
  createdBy: string;
  expiresAt: Date;
};

export type KeptMachine = Omit<MachineRow, 'manageable'>;

/** Tokens of the API, which programs show. */
export type TokenStore = {
  /** Who a token speaks for, with the rights of now cut down to its own; undefined when it does not live or they are out. */
  find(tokenHash: Digest, now: Date): Promise<PersonActor | undefined>;
  /** The same for a token that was shown before; noting no use of it. */
  again(id: string, now: Date): Promise<PersonActor | undefined>;
  list(personId: string): Promise<TokenRow[]>;
  /** Throws `limit` when the person has too many. */
  add(personId: string, token: NewApiToken): Promise<string>;
  /** False when it is not a token of this person. */
  remove(personId: string, id: string): Promise<boolean>;
  /** All machines by name, with what is known of their living tokens. */
  machines(now: Date): Promise<KeptMachine[]>;
  /** A machine's account; throws `not-found` for a team that is not there. */
  addMachine(name: string, team: string | null): Promise<string>;
};

export type NewDeviceCode = {
  deviceHash: Digest;
  userHash: Digest;
  machine: string;
  address: string;
  createdAt: Date;
  expiresAt: Date;
  intervalSeconds: number;
};
export type AskingDevice = Pick<NewDeviceCode, 'machine' | 'address' | 'createdAt' | 'expiresAt'>;
export type Polled =
  | { answer: 'unknown' | Exclude<PollAnswer, 'confirmed'> }
  | { answer: 'confirmed'; personId: string; machine: string };

/** Machines that wait for a person to confirm the code that they show. */
export type DeviceStore = {
  /** Throws `limit` when too many wait. */
  ask(code: NewDeviceCode): Promise<void>;
  /** Who waits with this code and was not decided on. */
  waiting(userHash: Digest, now: Date): Promise<AskingDevice | undefined>;
  /** Decides once; false when someone was faster, or it is too late. */
  decide(userHash: Digest, as: { state: 'confirmed' | 'denied'; personId: string }, now: Date): Promise<boolean>;
  /** What a machine is told that asks now; one that asks too soon is told to wait longer from here on. */
  poll(deviceHash: Digest, now: Date): Promise<Polled>;
};

export type NewKubectlSession = {
  session: NewSession;
  machine: string;
  familyHash: Digest;
  refreshHash: Digest;
  salt: Digest;
};
export type NewAccess = { tokenHash: Digest; expiresAt: Date };
export type KubectlSessionOf = { session: string; personId: string; person: string; machine: string };
/** `salt`: by which the shown credential leads to the next. `over`: there is no such session, or not any more. */
export type Renewed =
  | { state: 'over' }
  | ({ state: 'reused' } & KubectlSessionOf)
  | { state: 'renewed'; salt: Digest; expiresAt: Date };

/** Sessions of kubectl; they are listed and ended as any other session of their person. */
export type KubectlStore = {
  /** Uses a confirmed code up and opens the session for which it was; false when someone was faster. */
  open(deviceHash: Digest, personId: string, opened: NewKubectlSession, access: NewAccess): Promise<boolean>;
  /** Takes a credential of the session for its successor, which `next` keeps as a hash, and adds access until `access` ends. */
  renew(
    shown: { familyHash: Digest; partHash: Digest },
    next: { salt: Digest; hashOf(salt: Digest): Digest; previousUntil: Date },
    access: NewAccess,
    at: { now: Date; idleSince: Date },
  ): Promise<Renewed>;
  /** Who shows this access, with the rights of now; `isOpen`: by a stream that it has opened, which may outlive it. */
  find(tokenHash: Digest, at: { now: Date; idleSince: Date; isOpen: boolean }): Promise<PersonActor | undefined>;
  /** Of which session a credential is, current or not. */
  ofFamily(familyHash: Digest): Promise<KubectlSessionOf | undefined>;
};

/** A provider with what it takes to speak with it. */
export type KnownProvider = ProviderRow & { id: string; secret: Secret | undefined };
export type NewFlow = {
  stateHash: Digest;
  bindingHash: Digest;
  providerId: string;
  origin: string;
  next: string;
  expiresAt: Date;
};

/** Identity providers, and the sign-ins that are under way at them. */
export type ProviderStore = {
  list(): Promise<ProviderRow[]>;
  find(name: string): Promise<KnownProvider | undefined>;
  /** What is known of its health is forgotten when it is reached another way. */
  save(provider: ProviderInput): Promise<void>;
  /** Keeps what a try came to, unless the provider has another issuer or authority by now. */
  note(tried: ProviderTest, health: ProviderHealth): Promise<void>;
  /** False when there is none of this name. */
  remove(name: string): Promise<boolean>;
  /** Throws `limit` when too many are under way. */
  begin(flow: NewFlow, now: Date): Promise<void>;
  /** Uses a flow up; undefined when it is none of this browser and provider, was used, or is too old. */
  take(provider: string, flow: { stateHash: Digest; bindingHash: Digest }, now: Date): Promise<TakenFlow | undefined>;
  /** Who someone elsewhere is here, made when they come for the first time; their teams follow their groups. */
  recognize(provider: KnownProvider, claimed: Claimed): Promise<Recognized>;
};
/** `kept`: teams whose group they lost and in which they stay, because nobody else administers the whole fleet. */
export type Recognized = { id: string; name: string; disabled: boolean; kept: string[] };
export type TakenFlow = { origin: string; next: string };

/** What is kept by the browser alone, and proves that it began the flow. */
export type FlowProof = { state: string; nonce: string; verifier: string };

/** A provider, spoken with as OpenID Connect says. The first two throw `OidcRefused`. */
export type OidcClient = {
  authorizeUrl(provider: KnownProvider, redirectUri: string, proof: FlowProof): Promise<URL>;
  /** The claims of the proved token that the provider gives for the callback's code. */
  redeem(provider: KnownProvider, callback: URL, proof: FlowProof): Promise<Record<string, unknown>>;
  /** Whether it can be reached, is the issuer it is taken for, and shows keys; tells it of no client and no secret. */
  look(provider: Pick<KnownProvider, 'issuer' | 'authority'>): Promise<ProviderLook>;
};

/** Rights as the clusters, labels, namespaces and environments that they mean at this moment. */
export type Sights = { of(rights: Rights, action: Action): Promise<Sight> };

/** Who acts in work that lasts, with the rights of now; undefined when they, or the token that speaks for them, are out. */
export type Standing = { now(actor: PersonActor): Promise<PersonActor | undefined> };

/** Teams and who belongs to them. */
export type TeamStore = {
  /** Those of one person, or all. */
  list(personId: string | null): Promise<TeamRow[]>;
  get(name: string): Promise<TeamDetail | undefined>;
  /** Makes the team or changes its description. */
  save(name: string, description: string): Promise<void>;
  /** Takes its grants with it; false when there is no such team. Throws `conflict` for the last fleet admin's. */
  remove(name: string): Promise<boolean>;
  /** Throws `not-found` for a team or person that does not exist (any more). */
  addMember(team: string, personId: string): Promise<void>;
  removeMember(team: string, personId: string): Promise<void>;
  /** Everyone who can be given something. */
  people(): Promise<TeamMember[]>;
};

export type NewGrant = {
  subject: Subject;
  role: string;
  scope: GrantScope;
  reason: string;
  grantedBy: string;
  expiresAt: Date | null;
};

/** What was given to whom, and the roles that it is made of. */
export type GrantStore = {
  list(): Promise<GrantRow[]>;
  /** Those of one person in force, their own and their teams'. */
  of(personId: string): Promise<GrantRow[]>;
  find(id: string): Promise<GrantRow | undefined>;
  /** Throws `not-found` for a team or person that does not exist (any more). */
  add(grant: NewGrant): Promise<string>;
  /** Throws `conflict` for the last grant that lets a person administer the whole fleet. */
  remove(id: string): Promise<void>;
  /** The actions of a role; undefined when there is no such role. */
  actionsOf(role: string): Promise<readonly Action[] | undefined>;
  roles(): Promise<RoleRow[]>;
  saveRole(role: { name: string; description: string; actions: Action[] }): Promise<void>;
  /** Throws `conflict` while a grant has it. */
  removeRole(name: string): Promise<void>;
};

export type KeptRequest = Omit<AccessRequestRow, 'mine' | 'decidable'>;

/** What people ask to be given for a time. */
export type RequestStore = {
  /** The newest first, at most 200. */
  list(): Promise<KeptRequest[]>;
  /** Throws `limit` when too many of this person wait. */
  add(personId: string, wanted: AccessRequestInput): Promise<string>;
  find(id: string): Promise<KeptRequest | undefined>;
  /** Decides it once, and gives what was asked in the same breath; false when someone was faster. */
  decide(id: string, decision: { by: string; said: string; grant: NewGrant | undefined }): Promise<boolean>;
};
