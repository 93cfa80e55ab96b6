import type { AuditTrail } from '~/server/audit/ports';
import type { Clock } from '~/server/kernel/clock';
import type { Resource } from '~/server/kube/member';
import type { At, MemberClient } from '~/server/kube/member-client';
import type { Actor, PersonActor } from '~/server/teams/model/actor';
import type { Yaml } from '~/server/yaml/model';
import type { Drain, DrainedPod, NodeRef } from './model/drain';
import type { Kind, KindList } from './model/ref';

/** What is done to objects of members is done for someone, and on record. */
export type ObjectDeps = {
  /** A client that speaks to a member for someone. Throws `not-found` for a cluster that is not registered. */
  clientFor(cluster: string, actor: Actor): Promise<MemberClient>;
  kinds: KindSource;
  yaml: Yaml;
  audit: AuditTrail;
  clock: Clock;
};

/** One write to a member, before it is sent. */
export type MemberWrite = {
  verb: 'create' | 'update' | 'patch' | 'delete';
  resource: Resource;
  at: Partial<At>;
};

/** The client by which a person, with the rights of now, writes this as themselves; undefined where the hub has to do it for them. */
export type WritesInPerson = (
  cluster: string,
  actor: PersonActor,
  write: MemberWrite,
) => Promise<MemberClient | undefined>;

export type Request = { actor: Actor; requestId: string };

/** The kinds that a member serves, in every version, preferred versions first; kept for a minute. */
export type KindSource = {
  of(cluster: string, actor: Actor): Promise<KindList>;
  /** The kind in this version, or in the one that the member prefers. Throws `not-found` when it serves none (any more). */
  find(cluster: string, actor: Actor, ref: Pick<Kind, 'group' | 'version' | 'plural'>): Promise<Kind>;
};

/** Drains outlive the page that started them, and are told to any replica's browsers. */
export type DrainStore = {
  /** Opens a drain, or answers `undefined` while another of the node runs. */
  open(drain: { node: NodeRef; total: number; startedBy: string }): Promise<string | undefined>;
  save(
    id: string,
    change: { state?: Drain['state']; total?: number; pods?: DrainedPod[]; said?: string },
  ): Promise<{ cancelled: boolean }>;
  cancel(id: string): Promise<void>;
  /** The newest of each node, or of one node; what nobody has written for half a minute is `interrupted`. */
  list(cluster: string, node?: string): Promise<Drain[]>;
};
