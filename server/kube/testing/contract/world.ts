import type { ClusterFailure } from '~/server/kernel/failure';
import type { Identity, KubeObject, Member } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import type { ConnectionOptions, MemberConnection } from '~/server/kube/member-connection';

/** A running API server as its administrator sees it, and as somebody called `viewer` who has no rights. */
export type ContractMember = {
  admin: Member;
  viewer: Member;
  /** How it is reached where the hub does not dial it. */
  ways?: Pick<ConnectionOptions, 'agents'>;
  /** Makes every version of now one that can no longer be resumed from. */
  compact(): Promise<void>;
  stop(): Promise<void>;
};

/** What each case works with: the administrator's client, and a namespace of its own. */
export type World = {
  target: ContractMember;
  connection: MemberConnection;
  client: MemberClient;
  namespace: string;
  connect(member: Member, options?: Partial<ConnectionOptions>): MemberConnection;
  /** Makes a ConfigMap in the namespace. */
  make(name: string, data?: Record<string, string>, labels?: Record<string, string>): Promise<KubeObject>;
};

export const HUB: Identity = { kind: 'hub' };

export const nameOf = ({ metadata }: KubeObject) => metadata.name;

/** What a call failed with; a call that succeeds fails the test. */
export const failureOf = (call: Promise<unknown>): Promise<ClusterFailure> =>
  call.then(
    (value) => {
      throw new Error(`it answered ${JSON.stringify(value)}`);
    },
    (error) => error.failure,
  );
