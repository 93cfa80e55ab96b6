import { at, json, text } from '~/server/kernel/json';
import type { MemberClient } from '~/server/kube/member-client';
import type { Actor } from '~/server/teams/model/actor';
import { trimSchema } from './core/trim-schema';
import { locate } from './locate';
import { apiVersionOf, type KindRef } from './model/ref';
import type { KindSchema } from './model/schema';
import type { ObjectDeps } from './ports';

/** The schema of a kind from the member's own OpenAPI: version 3 by group where it is served (1.24 and newer), else version 2. */
export async function readSchema(
  deps: Pick<ObjectDeps, 'clientFor' | 'kinds'>,
  actor: Actor,
  cluster: string,
  asked: KindRef,
): Promise<KindSchema> {
  const { client, ref } = await locate(deps, actor, { ...asked, cluster });
  const { kind } = await deps.kinds.find(cluster, actor, ref);
  const wanted = { group: ref.group, version: ref.version, kind };
  const third = await groupDocument(client, ref);
  return trimSchema(third, wanted) ?? trimSchema(await readJson(client, '/openapi/v2'), wanted) ?? null;
}

/** Members name where each group's document lies, with a hash that makes it cacheable. */
async function groupDocument(client: MemberClient, ref: KindRef): Promise<unknown> {
  const index = await readJson(client, '/openapi/v3');
  const name = ref.group === '' ? `api/${ref.version}` : `apis/${apiVersionOf(ref)}`;
  const path = text(at(json(index)['paths'], name, 'serverRelativeURL'));
  return path.startsWith('/openapi/v3/') ? readJson(client, path) : undefined;
}

async function readJson(client: MemberClient, path: string): Promise<unknown> {
  const { status, body } = await client.raw(path);
  if (status !== 200) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    // an editor without completion is better than none
    return undefined;
  }
}
