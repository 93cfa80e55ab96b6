import type { Actor } from '~/server/teams/model/actor';
import { listRevisions } from './core/revisions';
import { getObject } from './get-object';
import { locate } from './locate';
import type { Revision } from './model/action';
import type { ObjectRef } from './model/ref';
import { readRevisions } from './plan-for';
import type { ObjectDeps } from './ports';

/** The revisions that a workload can be taken back to, the newest first; none for kinds that keep none. */
export async function revisionsOf(
  deps: Pick<ObjectDeps, 'clientFor' | 'kinds'>,
  actor: Actor,
  asked: ObjectRef,
): Promise<Revision[]> {
  const { client, ref } = await locate(deps, actor, asked);
  const workload = await getObject(client, ref);
  return listRevisions(workload, (await readRevisions(client, ref, workload)) ?? []);
}
