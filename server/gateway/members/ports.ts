import type { IncomingHttpHeaders } from 'node:http';
import type { RecordingDeps } from '~/server/audit/keep-recording';
import type { AuditTrail, DoorRecord, SessionPolicies } from '~/server/audit/ports';
import type { MemberConnection } from '~/server/kube/member-connection';
import type { PersonActor } from '~/server/teams/model/actor';
import type { Sights } from '~/server/teams/ports';
import type { RightsSignal } from '~/server/teams/watch/rights-signal';

/** What the door to members needs. */
export type MembersDoorDeps = {
  /**
   * Whose token it is, with the rights of this moment; undefined without a token that lives. Cookies open nothing here.
   * `isOpen`: of a stream that was opened with it, which outlives kubectl's access and not its session.
   */
  personOf(headers: IncomingHttpHeaders, isOpen?: boolean): Promise<PersonActor | undefined>;
  /** Ids of the teams of a person. */
  teamsOf(person: string): Promise<string[]>;
  sights: Sights;
  /** Throws `not-found`, or `cluster-unreachable` for one that is suspended. */
  connectionOf(cluster: string): Promise<MemberConnection>;
  audit: AuditTrail & DoorRecord;
  /** What is asked of who runs commands in containers, and where what they do is written down. */
  policies: SessionPolicies;
  recordings: RecordingDeps;
  rights: Pick<RightsSignal, 'onChange'>;
  onTrouble(detail: string, error: unknown): void;
};
