import type { Action } from './model/action';
import type { PersonActor } from './model/actor';
import type { Rights } from './model/rights';
import type { Sight } from './model/sight';

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
