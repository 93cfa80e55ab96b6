import { failureOf } from '~/server/kernel/failure';
import type { MemberClient } from '~/server/kube/member-client';
import type { Actor } from '~/server/teams/model/actor';
import type { KindRef } from './model/ref';
import type { ObjectDeps } from './ports';

/** Versions that every supported member serves (1.20 to 1.36): they are asked for without a look at its discovery. */
const EVERYWHERE = new Set(['/v1', 'apps/v1']);

type Located<Ref> = { client: MemberClient; ref: Ref };

/**
 * The client to an object's member, and the object as this member addresses it: pages, rows and links name a kind in one
 * version, and an old member serves it in another (CronJob is batch/v1beta1 before Kubernetes 1.21). A kind that its
 * discovery does not name is asked for as it is: the member has the last word.
 */
export async function locate<Ref extends KindRef & { cluster: string }>(
  { clientFor, kinds }: Pick<ObjectDeps, 'clientFor' | 'kinds'>,
  actor: Actor,
  ref: Ref,
): Promise<Located<Ref>> {
  const client = await clientFor(ref.cluster, actor);
  if (EVERYWHERE.has(`${ref.group}/${ref.version}`)) return { client, ref };
  try {
    const { version } = await kinds.find(ref.cluster, actor, ref);
    return { client, ref: { ...ref, version } };
  } catch (error) {
    if (failureOf(error)?.kind === 'not-found') return { client, ref };
    throw error;
  }
}
