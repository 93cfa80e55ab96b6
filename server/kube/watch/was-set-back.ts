import { listCall, readList } from '~/server/kube/list/read-list';
import type { Identity, Resource } from '~/server/kube/member';
import type { CallOptions, WatchQuery } from '~/server/kube/member-client';
import type { MemberConnection } from '~/server/kube/member-connection';

/**
 * Whether the member stands before a version that it once gave, as after a restore of etcd: its API server would say
 * nothing until it has come past that version, and what happened on the way would be lost.
 */
export async function wasSetBack(
  connection: MemberConnection,
  identity: Identity,
  { resource, query }: { resource: Resource; query: WatchQuery },
  version: string,
  options: CallOptions,
): Promise<boolean> {
  const least = { ...query, limit: 1 };
  const call = listCall(identity, { resource, query: least, options });
  const { resourceVersion } = await readList(connection, call, least, () => undefined);
  // versions are opaque by contract, but all that etcd stands behind are its revisions (KEP-5504)
  const areRevisions = /^\d+$/.test(version) && /^\d+$/.test(resourceVersion);
  return areRevisions && BigInt(resourceVersion) < BigInt(version);
}
