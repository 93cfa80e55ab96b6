import { clusterFailureOf, DomainError } from '~/server/kernel/failure';
import type { JsonPatchOperation, MemberClient } from '~/server/kube/member-client';
import type { FieldChange } from './model';
import type { PlacedObject, WriteResult } from './ports';

const NODES = { group: '', version: 'v1', plural: 'nodes' };
const MANAGER = 'portolan-console';

/** Nodes as they are in their member. */
export type NodePlaces = {
  read(client: MemberClient, name: string): Promise<PlacedObject>;
  write(
    client: MemberClient,
    name: string,
    changes: FieldChange[],
    resourceVersion: string | null,
  ): Promise<WriteResult>;
};

export const kubeNodePlaces: NodePlaces = {
  read: async (client, name) => {
    try {
      const { metadata } = await client.get(NODES, { name });
      const { labels = {}, annotations = {}, resourceVersion = null } = metadata;
      return { labels, annotations, resourceVersion, region: null, zone: null };
    } catch (error) {
      const failure = clusterFailureOf(error);
      if (failure?.kind === 'cluster-refused' && failure.status === 404) {
        throw new DomainError({ kind: 'not-found', what: 'node', name });
      }
      throw error;
    }
  },

  write: async (client, name, changes, resourceVersion) => {
    try {
      await client.patch(
        NODES,
        { name },
        { kind: 'json', operations: operations(changes, resourceVersion) },
        { fieldManager: MANAGER },
      );
      return { outcome: 'applied', said: '' };
    } catch (error) {
      const failure = clusterFailureOf(error);
      if (!failure) throw error;
      if (failure.kind === 'cluster-unreachable') return { outcome: 'unreachable', said: failure.detail };
      const stale = failure.status === 409 || /test(ing)? .*failed|testing value/i.test(failure.detail);
      return { outcome: stale ? 'conflict' : 'refused', said: failure.detail };
    }
  },
};

const escapePointer = (key: string) => key.replace(/~/g, '~0').replace(/\//g, '~1');

/** RFC 6902, guarded by the version that was read: another's change in between fails the patch and is not overwritten. */
export function operations(changes: FieldChange[], resourceVersion: string | null): JsonPatchOperation[] {
  const guard: JsonPatchOperation[] =
    resourceVersion === null ? [] : [{ op: 'test', path: '/metadata/resourceVersion', value: resourceVersion }];
  const edits = changes.map(({ path, after }): JsonPatchOperation => {
    const [, map, key = ''] = /^(labels|annotations)\.(.+)$/.exec(path) ?? [];
    const pointer = `/metadata/${map}/${escapePointer(key)}`;
    return after === null ? { op: 'remove', path: pointer } : { op: 'add', path: pointer, value: after };
  });
  return [...guard, ...edits];
}
