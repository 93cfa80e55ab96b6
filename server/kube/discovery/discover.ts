import { type ClusterFailure, clusterFailureOf } from '~/server/kernel/failure';
import type { Identity } from '~/server/kube/member';
import type { CallOptions, DiscoveredKind, Discovery } from '~/server/kube/member-client';
import type { MemberConnection } from '~/server/kube/member-connection';
import { readJson, shaped } from '~/server/kube/whole-answer';
import { AggregatedDiscovery, kindsOfAggregated } from './aggregated';
import { GroupList, groupVersionsOf, kindsOfResourceList, ResourceList, VersionList } from './classic';

/** KEP-3352: the newest form that the server knows wins, and servers before 1.26 answer plain JSON. */
const ACCEPT = ['v2', 'v2beta1']
  .map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
  .concat('application/json')
  .join(',');

const WALKED_AT_ONCE = 8;

/** Every kind that a member serves. A group that does not answer is named in `gaps` and the others are still there. */
export async function discover(
  connection: MemberConnection,
  identity: Identity,
  { signal, deadlineMs }: CallOptions = {},
): Promise<Discovery> {
  const read = (path: string, accept?: string) =>
    readJson(connection, {
      path,
      identity,
      ...(accept === undefined ? {} : { accept }),
      ...(signal ? { signal } : {}),
      ...(deadlineMs === undefined ? {} : { limits: { deadlineMs } }),
    });
  const [core, groups] = await Promise.all([read('/api', ACCEPT), read('/apis', ACCEPT)]);
  const aggregated = [AggregatedDiscovery.safeParse(core), AggregatedDiscovery.safeParse(groups)];
  const lists = aggregated.flatMap((parsed) => (parsed.success ? [parsed.data] : []));
  if (lists.length === aggregated.length) return kindsOfAggregated(connection.member.name, lists);

  const versions = shaped(connection, VersionList, core).versions.map((version) => ({ group: '', version }));
  return walk([...versions, ...groupVersionsOf(shaped(connection, GroupList, groups))], async ({ group, version }) => {
    const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    return kindsOfResourceList(shaped(connection, ResourceList, await read(path)), { group, version });
  });
}

type GroupVersion = { group: string; version: string };

async function walk(
  all: GroupVersion[],
  readKinds: (of: GroupVersion) => Promise<DiscoveredKind[]>,
): Promise<Discovery> {
  const found: (DiscoveredKind[] | undefined)[] = [];
  const gaps: { group: string; version: string; failure: ClusterFailure }[] = [];
  const rest = all.entries();
  const worker = async () => {
    for (const [index, of] of rest) {
      try {
        found[index] = await readKinds(of);
      } catch (error) {
        const failure = clusterFailureOf(error);
        if (!failure) throw error;
        gaps.push({ ...of, failure });
      }
    }
  };
  await Promise.all(Array.from({ length: WALKED_AT_ONCE }, worker));
  return { kinds: found.flatMap((kinds) => kinds ?? []), gaps };
}
