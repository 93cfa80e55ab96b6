import type { Resource } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';

const RETRY_MS = 15_000;

/**
 * The first of a kind's versions that the member serves, newest first; asked again until the member answers. The newest
 * when it serves none, so that the watch says why (CronJob is batch/v1beta1 before Kubernetes 1.21).
 */
export async function servedVersion(
  client: Pick<MemberClient, 'raw'>,
  versions: readonly [Resource, ...Resource[]],
  signal: AbortSignal,
  wait: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<Resource> {
  const [newest] = versions;
  if (versions.length === 1) return newest;
  while (!signal.aborted) {
    try {
      for (const resource of versions) if (await serves(client, resource, signal)) return resource;
      return newest;
    } catch {
      // unreachable for now: the other watches of this member say so
      await wait(RETRY_MS);
    }
  }
  return newest;
}

async function serves(client: Pick<MemberClient, 'raw'>, resource: Resource, signal: AbortSignal): Promise<boolean> {
  const { status, body } = await client.raw(`/apis/${resource.group}/${resource.version}`, { signal });
  if (status === 404) return false;
  if (status !== 200) throw new Error(`discovery answered ${status}`);
  const { resources = [] } = JSON.parse(body) as { resources?: { name: string }[] };
  return resources.some(({ name }) => name === resource.plural);
}
