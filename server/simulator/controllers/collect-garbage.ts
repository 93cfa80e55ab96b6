import { type KubeObject, timestamp } from '~/server/simulator/api/object';
import type { World } from './world';

/** The kinds that have owners in a fleet; custom resources are not followed. */
const OWNED: [apiVersion: string, plural: string][] = [
  ['apps/v1', 'replicasets'],
  ['batch/v1', 'jobs'],
  ['v1', 'pods'],
  ['discovery.k8s.io/v1', 'endpointslices'],
  ['coordination.k8s.io/v1', 'leases'],
];

/** Deletes what an object owned, once it is gone, or before it goes when that was asked for. */
export function collectDependents(world: World, owner: KubeObject): void {
  const { uid, namespace } = owner.metadata;
  for (const [apiVersion, plural] of OWNED) {
    for (const object of world.objects.list(apiVersion, plural, namespace)) {
      if (object.metadata.ownerReferences?.some((reference) => reference.uid === uid))
        world.objects.delete(apiVersion, plural, object.metadata.name, object.metadata.namespace);
    }
  }
}

/** Leaves what an object owns to itself. */
function orphanDependents(world: World, { metadata }: KubeObject): void {
  for (const [apiVersion, plural] of OWNED) {
    for (const object of world.objects.list(apiVersion, plural, metadata.namespace)) {
      const { name, namespace } = object.metadata;
      world.objects.change({ apiVersion, plural, name, namespace }, (draft) => {
        draft.metadata.ownerReferences = (draft.metadata.ownerReferences ?? []).filter(
          ({ uid }) => uid !== metadata.uid,
        );
      });
    }
  }
}

/** Carries out the two finalizers that deletion policies set (https://kubernetes.io/docs/concepts/architecture/garbage-collection/). */
export function finishDeletion(world: World, [apiVersion, plural]: [string, string], object: KubeObject): void {
  const { finalizers = [], name, namespace } = object.metadata;
  if (finalizers.includes('orphan')) orphanDependents(world, object);
  else if (finalizers.includes('foregroundDeletion')) collectDependents(world, object);
  else return;
  const left = finalizers.filter((finalizer) => finalizer !== 'orphan' && finalizer !== 'foregroundDeletion');
  if (left.length === 0) world.objects.delete(apiVersion, plural, name, namespace);
  else
    world.objects.change({ apiVersion, plural, name, namespace }, (draft) => {
      draft.metadata.finalizers = left;
    });
}

/** Milliseconds until a namespace that something holds is looked at again. */
const LOOK_AGAIN_MS = 1000;

/** Empties a namespace that is being deleted, and then deletes it; what finalizers hold keeps it. */
export function finishNamespace(
  world: World,
  _namespace: string,
  name: string,
  kinds: readonly [string, string][],
): void {
  if (!world.objects.get('v1', 'namespaces', name)?.metadata.deletionTimestamp) return;
  let isHeld = false;
  for (const [apiVersion, plural] of kinds) {
    for (const { metadata } of world.objects.list(apiVersion, plural, name)) {
      if (!metadata.finalizers?.length) world.objects.delete(apiVersion, plural, metadata.name, name);
      else isHeld = true;
      if (!metadata.finalizers?.length || metadata.deletionTimestamp) continue;
      world.objects.change({ apiVersion, plural, name: metadata.name, namespace: name }, (draft) => {
        draft.metadata.deletionTimestamp = timestamp(world.now());
      });
    }
  }
  if (isHeld) world.enqueue('namespace', '', name, LOOK_AGAIN_MS);
  else world.objects.delete('v1', 'namespaces', name);
}
