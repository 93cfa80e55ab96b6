import type { ClusterRegistry } from '~/server/clusters/ports';
import { DomainError } from '~/server/kernel/failure';
import type { MemberClient } from '~/server/kube/member-client';
import type { Actor } from '~/server/teams/model/actor';
import type { NodePlaces } from './kube';
import type { FieldChange } from './model/places';
import type { PlacedObjects } from './ports';

type Registered = {
  id: string;
  region: string | null;
  zone: string | null;
  labels: Record<string, string>;
  annotations: Record<string, string>;
};

export type PlacedObjectsDeps = {
  clientFor(cluster: string, actor: Actor): Promise<MemberClient>;
  /** Throws `forbidden` when the actor may not (any more) edit what the registry says of the cluster. */
  requireEdit(cluster: string, actor: Actor): Promise<void>;
  nodes: NodePlaces;
  registered(cluster: string): Promise<Registered | undefined>;
  registry: Pick<ClusterRegistry, 'edit'>;
};

/** Nodes are edited in their member, clusters in the registry; the use case does not need to know. */
export function placedObjects({
  clientFor,
  requireEdit,
  nodes,
  registered,
  registry,
}: PlacedObjectsDeps): PlacedObjects {
  const require = async (cluster: string) => {
    const found = await registered(cluster);
    if (!found) throw new DomainError({ kind: 'not-found', what: 'cluster', name: cluster });
    return found;
  };
  return {
    read: async (target, actor) => {
      if (target.kind === 'Node') return nodes.read(await clientFor(target.cluster, actor), target.name);
      const { region, zone, labels, annotations } = await require(target.cluster);
      return { region, zone, labels, annotations, resourceVersion: null, writerOf: () => null };
    },
    write: async (target, changes, now, actor) => {
      if (target.kind === 'Node') return nodes.write(await clientFor(target.cluster, actor), target.name, changes, now);
      await requireEdit(target.cluster, actor);
      const cluster = await require(target.cluster);
      await registry.edit(cluster.id, changedCluster(cluster, changes));
      return { outcome: 'applied', said: '', cause: null };
    },
  };
}

function changedCluster(now: Registered, changes: FieldChange[]) {
  const edit = { labels: { ...now.labels }, annotations: { ...now.annotations }, region: now.region, zone: now.zone };
  for (const { path, after } of changes) {
    const [, map, key = ''] = /^(labels|annotations)\.(.+)$/.exec(path) ?? [];
    if (path === 'region' || path === 'zone') edit[path] = after;
    else if (after === null) delete edit[map as 'labels' | 'annotations'][key];
    else edit[map as 'labels' | 'annotations'][key] = after;
  }
  return edit;
}
