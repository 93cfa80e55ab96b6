import { at, type Json, json } from '~/server/kernel/json';
import type { ServiceAccess } from '../model/scheduling';

/** What a Service says of it, by the member's version; null removes. Refused where a member cannot do it. */
export type AccessPlan =
  | { ok: true; trafficDistribution: string | null; annotations: Record<string, string | null> }
  | { ok: false; said: string };

const MODE = 'service.kubernetes.io/topology-mode';
const HINTS = 'service.kubernetes.io/topology-aware-hints';

/**
 * https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-distribution (on by default from 1.31),
 * https://kubernetes.io/docs/concepts/services-networking/topology-aware-routing/ (topology-mode 1.27, hints 1.23).
 */
export function planAccess(service: Json, access: ServiceAccess, minor: number): AccessPlan {
  const annotations = json(at(service, 'metadata', 'annotations'));
  const cleared = Object.fromEntries([MODE, HINTS].filter((key) => key in annotations).map((key) => [key, null]));
  const near = access === 'nearest';
  if (near && minor < 23) return { ok: false, said: `Kubernetes 1.${minor} cannot prefer a zone: it needs 1.23` };
  if (minor >= 31) return { ok: true, trafficDistribution: near ? 'PreferClose' : null, annotations: cleared };
  const set = near ? { [minor >= 27 ? MODE : HINTS]: 'Auto' } : {};
  return { ok: true, trafficDistribution: null, annotations: { ...cleared, ...set } };
}

/** What a service says now, in whichever way its version writes it. */
export function readAccess(service: Json): ServiceAccess {
  const annotations = json(at(service, 'metadata', 'annotations'));
  const isHinted = [annotations[MODE], annotations[HINTS]].some((mode) => /^auto$/i.test(String(mode)));
  return isHinted || at(service, 'spec', 'trafficDistribution') !== undefined ? 'nearest' : 'anywhere';
}

/** The minor version in `v1.31.4-eks-1`; 0 when it is none. */
export const minorOf = (version: string | null): number => Number(/^v?1\.(\d+)/.exec(version ?? '')?.[1] ?? 0);
