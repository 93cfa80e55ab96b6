import { z } from 'zod';
import type { KubeObject } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import {
  type AccessKind,
  type AccessObject,
  FORMER_MANAGER,
  isFormerName,
  MANAGED_BY,
  managerOf,
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

/** Every role and binding in a member that bears the hub's label, and those that a hub before it had an id wrote. */
export async function readManaged(
  client: MemberClient,
  hub: string,
  signal: AbortSignal,
): Promise<{ own: AccessObject[]; former: AccessObject[] }> {
  const own: AccessObject[] = [];
  const former: AccessObject[] = [];
  const labelSelector = `${MANAGED_BY} in (${managerOf(hub)},${FORMER_MANAGER})`;
  const read = async (kind: AccessKind) => {
    for await (const { items } of client.pages(resourceOf(kind), { labelSelector }, { signal })) {
      for (const item of items) {
        const isOwn = item.metadata.labels?.[MANAGED_BY] === managerOf(hub);
        if (isOwn) own.push(asFound(kind, item));
        else if (isFormerName(item.metadata.name)) former.push(asFound(kind, item));
      }
    }
  };
  await Promise.all((Object.keys(PLURALS) as AccessKind[]).map(read));
  return { own, former };
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
export async function applyManaged(
  client: MemberClient,
  hub: string,
  { object, ours }: { object: AccessObject; ours: boolean },
): Promise<void> {
  const { kind, name, namespace, content } = object;
  const labels = { [MANAGED_BY]: managerOf(hub) };
  const metadata = { name, labels, ...(namespace === undefined ? {} : { namespace }) };
  const body = { apiVersion: `${RBAC_GROUP}/${VERSION}`, kind, metadata, ...content };
  await client.apply(resourceOf(kind), placeOf(object), body, { fieldManager: FIELD_MANAGER, force: ours });
}

/** Gone already is as good as removed. */
export async function removeManaged(client: MemberClient, object: AccessObject): Promise<void> {
  await client.delete(resourceOf(object.kind), placeOf(object));
}
