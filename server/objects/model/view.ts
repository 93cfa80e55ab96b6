import { z } from 'zod';
import { StatusWord } from '~/server/clusters/model/health';
import { Instant } from '~/server/clusters/model/names';
import { Kind, ObjectRef } from './ref';

/** One field and who owns it, from managedFields. `path` is written as people do: `spec.containers[name=app].image`. */
export const FieldOwner = z.object({
  path: z.string(),
  manager: z.string(),
  operation: z.enum(['Apply', 'Update']),
  subresource: z.string(),
  at: z.string().nullable(),
});
export type FieldOwner = z.infer<typeof FieldOwner>;

export const Condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string(),
  message: z.string(),
  at: z.string().nullable(),
});
export type Condition = z.infer<typeof Condition>;

export const OwnerLink = z.object({ apiVersion: z.string(), kind: z.string(), name: z.string(), uid: z.string() });

/** A list that belongs beside an object: its pods, its events. */
export const RelatedList = z.object({
  title: z.enum(['pods', 'events', 'replicaSets', 'endpointSlices', 'jobs', 'controllerRevisions']),
  group: z.string(),
  version: z.string(),
  plural: z.string(),
  namespace: z.string().nullable(),
  labelSelector: z.string().nullable(),
  fieldSelector: z.string().nullable(),
});
export type RelatedList = z.infer<typeof RelatedList>;

/** How an object is, in the product's words; `reason` is one of ours or Kubernetes' own, `since` null where nothing tells. */
export const ObjectStatus = z.object({ status: StatusWord, reason: z.string(), since: z.string().nullable() });
export type ObjectStatus = z.infer<typeof ObjectStatus>;

/** An object as a page shows it. Of a Secret only metadata is here, and `whole` is false. */
export const ObjectView = z.object({
  ref: ObjectRef,
  kind: Kind,
  uid: z.string(),
  resourceVersion: z.string(),
  generation: z.number().nullable(),
  createdAt: Instant,
  /** Null where the object says nothing of a state, as a ConfigMap. */
  judged: ObjectStatus.nullable(),
  finalizers: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  owners: z.array(OwnerLink),
  conditions: z.array(Condition),
  /** The object without managedFields. */
  yaml: z.string(),
  managedFields: z.string(),
  fields: z.array(FieldOwner),
  related: z.array(RelatedList),
  replicas: z.object({ desired: z.int(), ready: z.int(), updated: z.int(), available: z.int() }).nullable(),
  paused: z.boolean(),
  images: z.array(z.object({ container: z.string(), image: z.string() })),
  /** What kubectl port-forward can lead to: the TCP ports of a service, or of the containers of pods. */
  ports: z.array(z.object({ name: z.string(), port: z.int() })),
  unschedulable: z.boolean().nullable(),
  whole: z.boolean(),
  asOf: Instant,
});
export type ObjectView = z.infer<typeof ObjectView>;
