import { ENDLESS, MAX_PAGES } from '~/server/kube/list/list-query';
import { asObjects, listCall, readList } from '~/server/kube/list/read-list';
import type { Identity, KubeObject, Resource } from '~/server/kube/member';
import type { CallOptions, WatchQuery } from '~/server/kube/member-client';
import type { MemberConnection } from '~/server/kube/member-connection';
import { memberFailure } from '~/server/kube/request/member-failure';

/** Gives every object, in groups as their bytes arrive, and answers the version at which they were all there. */
export async function tellAll(
  connection: MemberConnection,
  identity: Identity,
  { resource, query }: { resource: Resource; query: WatchQuery },
  give: (group: KubeObject[]) => Promise<void>,
  options: CallOptions,
): Promise<string> {
  let next: string | undefined;
  for (let count = 0; count < MAX_PAGES; count++) {
    const part = { ...query, ...(next === undefined ? {} : { continue: next }) };
    const call = listCall(identity, { resource, query: part, options });
    const end = await readList(connection, call, part, (items) => give(asObjects(items)));
    if (end.continue === undefined) return end.resourceVersion;
    next = end.continue;
  }
  throw memberFailure(connection.member.name, ENDLESS);
}
