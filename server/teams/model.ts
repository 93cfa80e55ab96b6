import { z } from 'zod';

export const ROLES = ['fleet-admin', 'viewer'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Who acts. A procedure's name is the name of the action, so one grep finds button, right, procedure and audit record. */
export const Actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), id: z.string(), name: z.string(), role: Role }),
  z.object({ kind: z.literal('system'), name: z.string() }),
]);
export type Actor = z.infer<typeof Actor>;
export type PersonActor = Extract<Actor, { kind: 'person' }>;

export const Me = z.object({ id: z.string(), name: z.string(), role: Role });
export type Me = z.infer<typeof Me>;

export const SignInToken = z.strictObject({ token: z.string().min(20).max(200) });

export const READS = [
  'teams.me',
  'live.changes',
  'live.rows',
  'clusters.list',
  'clusters.get',
  'clusters.healthHistory',
  'clusters.listNodes',
  'clusters.listNamespaces',
  'clusters.listWorkloads',
  'clusters.listServices',
  'clusters.podCounts',
  'clusters.search',
  'topology.map',
  'topology.loss',
  'topology.gatewayLoss',
  'topology.scheduling',
  'objects.kinds',
  'objects.list',
  'objects.get',
  'objects.schema',
  'objects.compare',
  'objects.revisions',
  'objects.drains',
] as const;

export const WRITES = [
  'teams.signOut',
  'clusters.readKubeconfig',
  'clusters.testConnection',
  'clusters.register',
  'clusters.edit',
  'clusters.rotateCredential',
  'clusters.setState',
  'clusters.previewRemoval',
  'clusters.remove',
  'topology.previewEdit',
  'topology.editPlaces',
  'topology.previewScheduling',
  'topology.schedule',
  'objects.previewCreate',
  'objects.create',
  'objects.previewUpdate',
  'objects.update',
  'objects.explainConflict',
  'objects.previewAction',
  'objects.act',
  'objects.previewDrain',
  'objects.drain',
  'objects.cancelDrain',
] as const;

export type Action = (typeof READS)[number] | (typeof WRITES)[number];
