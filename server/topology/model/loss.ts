import { z } from 'zod';
import { ClusterHealth } from '~/server/clusters/model/health';
import { Gap } from '~/server/clusters/model/inventory';
import { Scope } from '~/server/clusters/model/scope';

/** What is lost on paper: everything that lies in all of the named places. At least one must be named. */
export const LossInput = z.strictObject({ lost: Scope, scope: Scope.optional() });
export type LossInput = z.infer<typeof LossInput>;

/** What remains of an application whose pods are lost: none, less than half, or the larger part. */
export const LOSS_VERDICTS = ['all', 'most', 'some'] as const;
export const LossVerdict = z.enum(LOSS_VERDICTS);
export type LossVerdict = z.infer<typeof LossVerdict>;

/** One workload over all clusters that run it; an application is what bears the same namespace, kind and name. */
export const LostApplication = z.object({
  namespace: z.string(),
  kind: z.string(),
  name: z.string(),
  team: z.string().nullable(),
  verdict: LossVerdict,
  pods: z.int(),
  lost: z.int(),
  /** Clusters that lose pods of it, and clusters in which some remain. */
  losing: z.array(z.string()),
  keeping: z.array(z.string()),
});
export type LostApplication = z.infer<typeof LostApplication>;

/** A service with an address outside its cluster. It is gone with its cluster; else it lives on with fewer pods behind it. */
export const LostAddress = z.object({
  cluster: z.string(),
  namespace: z.string(),
  name: z.string(),
  addresses: z.array(z.string()),
  gone: z.boolean(),
  /** Addresses that the same service keeps in other clusters. */
  elsewhere: z.int(),
});
export type LostAddress = z.infer<typeof LostAddress>;

/** What must find a place and what is free, in millicores, bytes and pods. */
export const Room = z.object({ cpuMillis: z.number(), memoryBytes: z.number(), pods: z.number() });
export type Room = z.infer<typeof Room>;

/** `whole`: every node of the cluster is lost, so that its pods must move to other clusters. */
export const LossOfCluster = z.object({
  cluster: z.string(),
  health: ClusterHealth.shape.status,
  whole: z.boolean(),
  nodes: z.int(),
  lostNodes: z.int(),
  needs: Room,
  free: Room,
  fits: z.boolean(),
});
export type LossOfCluster = z.infer<typeof LossOfCluster>;

export const Loss = z.object({
  verdicts: z.record(LossVerdict, z.int()),
  applications: z.array(LostApplication),
  addresses: z.array(LostAddress),
  clusters: z.array(LossOfCluster),
  /** Of wholly lost clusters, against what the clusters that remain have to spare after their own. */
  moving: z.object({ needs: Room, free: Room, fits: z.boolean() }),
  /** Pods whose workload says nothing of what they need: they are not in the sums. */
  unmeasuredPods: z.int(),
  gaps: z.array(Gap),
});
export type Loss = z.infer<typeof Loss>;
