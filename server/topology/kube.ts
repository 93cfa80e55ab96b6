import { clusterFailureOf, DomainError, isRefusedWith } from '~/server/kernel/failure';
import { lastWriter } from '~/server/kube/field-writer';
import type { JsonPatchOperation, MemberClient } from '~/server/kube/member-client';
import type { FieldChange } from './model/places';
import type { PlacedObject, WriteResult } from './ports';

const NODES = { group: '', version: 'v1', plural: 'nodes' };
const MANAGER = 'portolan-console';

/** Nodes as they are in their member. */
export type NodePlaces = {
  read(client: MemberClient, name: string): Promise<PlacedObject>;
  write(client: MemberClient, name: string, changes: FieldChange[], now: PlacedObject): Promise<WriteResult>;
};

export const kubeNodePlaces: NodePlaces = {
  read: async (client, name) => {
    try {
      const node = await client.get(NODES, { name });
      const { labels = {}, annotations = {}, resourceVersion = null } = node.metadata;
      const writerOf = (path: string) => lastWriter(node, ['metadata', ...fieldOf(path)]);
      return { labels, annotations, resourceVersion, region: null, zone: null, writerOf };
    } catch (error) {
      if (isRefusedWith(error, 404)) throw new DomainError({ kind: 'not-found', what: 'node', name });
      throw error;
    }
  },

  write: async (client, name, changes, now) => {
    try {
      await client.patch(
        NODES,
        { name },
        { kind: 'json', operations: operations(changes, now) },
        { fieldManager: MANAGER },
      );
      return { outcome: 'applied', said: '', cause: null };
    } catch (error) {
      const failure = clusterFailureOf(error);
      if (!failure) throw error;
      if (failure.kind === 'cluster-unreachable')
        return { outcome: 'unreachable', said: failure.detail, cause: failure.reason };
      return { outcome: failure.status === 409 ? 'conflict' : 'refused', said: failure.detail, cause: null };
    }
  },
};

/** `labels.a.b/c` as the map and its key, which may hold dots. */
function fieldOf(path: string): ['labels' | 'annotations', string] {
  return path.startsWith('labels.') ? ['labels', path.slice(7)] : ['annotations', path.slice(12)];
}

const escapePointer = (key: string) => key.replace(/~/g, '~0').replace(/\//g, '~1');

type Guarded = Pick<PlacedObject, 'resourceVersion' | 'labels' | 'annotations'>;

/** RFC 6902, guarded by the version that was read: another's change in between fails the patch and is not overwritten. */
export function operations(changes: FieldChange[], now: Guarded): JsonPatchOperation[] {
  const guard: JsonPatchOperation[] =
    now.resourceVersion === null ? [] : [{ op: 'test', path: '/metadata/resourceVersion', value: now.resourceVersion }];
  // the API server leaves an empty map out, and "add" needs its parent
  const parents = (['labels', 'annotations'] as const)
    .filter((map) => Object.keys(now[map]).length === 0 && changes.some(({ path }) => fieldOf(path)[0] === map))
    .map((map): JsonPatchOperation => ({ op: 'add', path: `/metadata/${map}`, value: {} }));
  const edits = changes.map(({ path, after }): JsonPatchOperation => {
    const [map, key] = fieldOf(path);
    const pointer = `/metadata/${map}/${escapePointer(key)}`;
    return after === null ? { op: 'remove', path: pointer } : { op: 'add', path: pointer, value: after };
  });
  return [...guard, ...parents, ...edits];
}
