/** A Kubernetes object as it is kept: without `kind` and `apiVersion`, which belong to the version it is served in. */
export type KubeObject = { metadata: ObjectMeta; [field: string]: unknown };

export type ObjectMeta = {
  name: string;
  generateName?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  managedFields?: ManagedFields[];
};

export type OwnerReference = {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
};

export type ManagedFields = {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time?: string;
  fieldsType: 'FieldsV1';
  fieldsV1: FieldSet;
  subresource?: string;
};

/** FieldsV1: `f:name`, `k:{…}`, `v:…` and `.` (https://kubernetes.io/docs/reference/using-api/server-side-apply/). */
export type FieldSet = { [path: string]: FieldSet };

export type JsonObject = { [field: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value under a path of fields, or undefined where the path breaks off. */
export function dig(value: unknown, ...path: string[]): unknown {
  let at = value;
  for (const field of path) {
    if (!isObject(at)) return undefined;
    at = at[field];
  }
  return at;
}

export function digText(value: unknown, ...path: string[]): string | undefined {
  const found = dig(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function digNumber(value: unknown, ...path: string[]): number | undefined {
  const found = dig(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

export function digObject(value: unknown, ...path: string[]): JsonObject | undefined {
  const found = dig(value, ...path);
  return isObject(found) ? found : undefined;
}

/** The objects of a list under a path; empty when there is none. */
export function digList(value: unknown, ...path: string[]): JsonObject[] {
  const found = dig(value, ...path);
  return Array.isArray(found) ? found.filter(isObject) : [];
}

/** A copy that may be changed; what the store holds is shared and never is. Plain JSON, which structuredClone is slow at. */
export function copyOf<Value>(value: Value): Value {
  return copied(value) as Value;
}

function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copied);
  const copy: JsonObject = {};
  for (const [field, inside] of Object.entries(value)) if (inside !== undefined) copy[field] = copied(inside);
  return copy;
}

/** Times in the API have whole seconds (metav1.Time); Lease and Event have microseconds (metav1.MicroTime). */
export const timestamp = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
export const microTimestamp = (at: Date): string => `${at.toISOString().slice(0, 23)}000Z`;
