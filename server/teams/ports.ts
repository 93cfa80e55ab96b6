import type { Action } from './model/action';
import type { PersonActor } from './model/actor';
import type { GrantScope } from './model/grant';
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

/** People, their sessions and the one-time link; tokens arrive here only as SHA-256 digests. */
export type PeopleStore = {
  hasAdministrator(): Promise<boolean>;
  /** Keeps at most one link: the older one stops working. */
  replaceLink(tokenHash: Uint8Array<ArrayBuffer>, expiresAt: Date): Promise<void>;
  /** Uses the link up, makes the first administrator and a session, all or nothing; undefined when there is no such link. */
  consumeLink(tokenHash: Uint8Array<ArrayBuffer>, session: NewSession, now: Date): Promise<PersonActor | undefined>;
  /** A session of the machine account `name`, which is made when it does not exist. */
  openSession(name: string, session: NewSession): Promise<PersonActor>;
  /** The person of a session that lives at `now` and was used after `idleSince`, with the rights of now; using it renews it. */
  findSession(tokenHash: Uint8Array<ArrayBuffer>, now: Date, idleSince: Date): Promise<PersonActor | undefined>;
  closeSession(tokenHash: Uint8Array<ArrayBuffer>): Promise<void>;
};

export type NewSession = { tokenHash: Uint8Array<ArrayBuffer>; createdAt: Date; lastSeenAt: Date; expiresAt: Date };

/** Rights as the clusters, labels, namespaces and environments that they mean at this moment. */
export type Sights = { of(rights: Rights, action: Action): Promise<Sight> };

/** Teams and who belongs to them. */
export type TeamStore = {
  /** Those of one person, or all. */
  list(personId: string | null): Promise<TeamRow[]>;
  get(name: string): Promise<TeamDetail | undefined>;
  /** Makes the team or changes its description. */
  save(name: string, description: string): Promise<void>;
  /** Takes its grants with it; false when there is no such team. */
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
  add(personId: string, wanted: AccessRequestInput): Promise<string>;
  find(id: string): Promise<KeptRequest | undefined>;
  /** Decides it once, and gives what was asked in the same breath; false when someone was faster. */
  decide(id: string, decision: { by: string; said: string; grant: NewGrant | undefined }): Promise<boolean>;
};
