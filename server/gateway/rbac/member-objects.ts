import { z } from 'zod';
import type { KubeObject } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import {
  type AccessKind,
  type AccessObject,
  MANAGED_BY,
  MANAGED_SELECTOR,
  PLURALS,
  RBAC_GROUP,
} from './model/access-object';

const VERSION = 'v1';
const FIELD_MANAGER = 'portolan-console';
const resourceOf = (kind: AccessKind) => ({ group: RBAC_GROUP, version: VERSION, plural: PLURALS[kind] });
const placeOf = ({ name, namespace }: AccessObject) => ({ name, ...(namespace === undefined ? {} : { namespace }) });

const Rules = z.array(z.record(z.string(), z.unknown())).nullish();
const Binding = z.object({
  roleRef: z.object({ apiGroup: z.string(), kind: z.string(), name: z.string() }),
  subjects: z.array(z.record(z.string(), z.unknown())).nullish(),
});

/** Every role and binding in a member that bears the hub's label. */
export async function readManaged(client: MemberClient, signal: AbortSignal): Promise<AccessObject[]> {
  const read = async (kind: AccessKind) => {
    const found: AccessObject[] = [];
    for await (const { items } of client.pages(resourceOf(kind), { labelSelector: MANAGED_SELECTOR }, { signal }))
      found.push(...items.map((item) => asFound(kind, item)));
    return found;
  };
  return (await Promise.all((Object.keys(PLURALS) as AccessKind[]).map(read))).flat();
}

/** What stands there, whatever someone made of it: it is compared, and never trusted to be as we write it. */
function asFound(kind: AccessKind, { metadata, ...object }: KubeObject): AccessObject {
  const content =
    kind === 'ClusterRole'
      ? { rules: Rules.catch(null).parse(object['rules']) ?? [] }
      : Binding.transform(({ roleRef, subjects }) => ({ roleRef, subjects: subjects ?? [] })).parse(object);
  const { name, namespace } = metadata;
  return { kind, name, namespace, content: content as AccessObject['content'] };
}

/** Server-side apply: what another manager made of our own object is taken back, what is not ours is never taken. */
export async function applyManaged(client: MemberClient, object: AccessObject, ours: boolean): Promise<void> {
  const { kind, name, namespace, content } = object;
  const metadata = { name, labels: MANAGED_BY, ...(namespace === undefined ? {} : { namespace }) };
  const body = { apiVersion: `${RBAC_GROUP}/${VERSION}`, kind, metadata, ...content };
  await client.apply(resourceOf(kind), placeOf(object), body, { fieldManager: FIELD_MANAGER, force: ours });
}

/** Gone already is as good as removed. */
export async function removeManaged(client: MemberClient, object: AccessObject): Promise<void> {
  await client.delete(resourceOf(object.kind), placeOf(object));
}
